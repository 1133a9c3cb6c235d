package dev.waybill.tracking.batch;

import dev.waybill.schemas.failures.Verdict;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch on its way through a handler: halved around what can never be handled, waiting out what passes.
 *
 * @param <T> a record that was read
 */
public final class Halving<T> {

    /** Of a record and its batch, at most. */
    private static final int OVERHEAD = 512;

    private static final Logger log = LoggerFactory.getLogger(Halving.class);

    private final BatchHandler<T> handler;
    private final Patience patience;
    private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> handled = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();

    public Halving(BatchHandler<T> handler, Patience patience) {
        this.handler = handler;
        this.patience = patience;
    }

    /** Handles the records and returns what is to be sent, dead letters included. */
    public List<ProducerRecord<byte[], byte[]>> run(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        var read = new ArrayList<Read<T>>();
        for (var told : records) {
            read(told).ifPresent(read::add);
        }
        if (!read.isEmpty()) {
            handle(read);
        }
        return sent;
    }

    /** The records that were handled: all but the dead letters. */
    public List<ConsumerRecord<byte[], byte[]>> handled() {
        return handled;
    }

    /** The records that became dead letters. */
    public List<Refused> refused() {
        return refused;
    }

    private Optional<Read<T>> read(ConsumerRecord<byte[], byte[]> told) {
        for (int attempt = 0; ; attempt++) {
            try {
                return Optional.of(new Read<>(told, handler.read(told)));
            } catch (RuntimeException | StackOverflowError failure) {
                if (Verdict.of(failure) == Verdict.POISON) {
                    bury(told, DeadLetterReason.UNREADABLE, failure);
                    return Optional.empty();
                }
                patience.await(failure, attempt);
            }
        }
    }

    private void handle(List<Read<T>> batch) {
        List<T> values = batch.stream().map(Read::value).toList();
        for (int attempt = 0; ; attempt++) {
            try {
                List<ProducerRecord<byte[], byte[]>> records = handler.handle(values);
                records.forEach(Halving::requireFit);
                sent.addAll(records);
                batch.forEach(one -> handled.add(one.told()));
                return;
            } catch (RuntimeException | StackOverflowError failure) {
                Verdict verdict = Verdict.of(failure);
                if (verdict != Verdict.RETRY && batch.size() > 1) {
                    halve(batch, verdict, failure);
                    return;
                }
                if (verdict == Verdict.POISON) {
                    bury(batch.get(0).told(), DeadLetterReason.UNFIT, failure);
                    return;
                }
                patience.await(failure, attempt);
            }
        }
    }

    /** A part of a batch that took too long may take as long: the group is told before each that this member is there. */
    private void halve(List<Read<T>> batch, Verdict verdict, Throwable failure) {
        int half = batch.size() / 2;
        for (List<Read<T>> part : List.of(batch.subList(0, half), batch.subList(half, batch.size()))) {
            if (verdict == Verdict.TOO_LONG) {
                patience.await(failure, 0);
            }
            handle(part);
        }
    }

    /** What the broker would refuse would fail the transaction of the whole batch, each time that it is tried. */
    private static void requireFit(ProducerRecord<byte[], byte[]> record) {
        int size = OVERHEAD + length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            size += header.key().length() + length(header.value());
        }
        if (size > Topics.MAX_RECORD_BYTES) {
            throw new RecordTooLargeException("what follows from it for " + record.topic() + " has " + size
                    + " bytes, more than " + Topics.MAX_RECORD_BYTES);
        }
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private void bury(ConsumerRecord<byte[], byte[]> told, DeadLetterReason reason, Throwable failure) {
        String why = Failures.brief(failure);
        refused.add(new Refused(told, reason.phrase() + ": " + why));
        sent.add(DeadLetter.of(told, reason, failure));
        log.warn("{}-{} offset {} {}: {}", told.topic(), told.partition(), told.offset(), reason.phrase(), why);
    }

    /**
     * A record that became a dead letter.
     *
     * @param reason why, in a line
     */
    public record Refused(ConsumerRecord<byte[], byte[]> told, String reason) {}

    private record Read<T>(ConsumerRecord<byte[], byte[]> told, T value) {}
}
