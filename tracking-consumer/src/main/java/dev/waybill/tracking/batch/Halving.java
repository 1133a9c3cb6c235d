package dev.waybill.tracking.batch;

import dev.waybill.schemas.wire.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch on its way through a handler: halved around what can never be handled, waiting out what passes.
 *
 * @param <T> a record that was read
 */
final class Halving<T> {

    static final String UNREADABLE = "cannot be read";
    static final String UNFIT = "cannot be handled";

    private static final Logger log = LoggerFactory.getLogger(Halving.class);

    private final BatchHandler<T> handler;
    private final Patience patience;
    private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    private int deadLetters;

    Halving(BatchHandler<T> handler, Patience patience) {
        this.handler = handler;
        this.patience = patience;
    }

    /** Handles the records and returns what is to be sent, dead letters included. */
    List<ProducerRecord<byte[], byte[]>> run(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        var read = new ArrayList<Read<T>>();
        for (var told : records) {
            read(told).ifPresent(read::add);
        }
        if (!read.isEmpty()) {
            handle(read);
        }
        return sent;
    }

    int deadLetters() {
        return deadLetters;
    }

    private Optional<Read<T>> read(ConsumerRecord<byte[], byte[]> told) {
        for (int attempt = 0; ; attempt++) {
            try {
                return Optional.of(new Read<>(told, handler.read(told)));
            } catch (RuntimeException | StackOverflowError failure) {
                if (Verdict.of(failure) == Verdict.POISON) {
                    bury(told, UNREADABLE, failure);
                    return Optional.empty();
                }
                patience.await(failure, attempt);
            }
        }
    }

    private void handle(List<Read<T>> batch) {
        Supplier<List<ProducerRecord<byte[], byte[]>>> attempted =
                () -> handler.handle(batch.stream().map(Read::value).toList());
        for (int attempt = 0; ; attempt++) {
            try {
                sent.addAll(attempted.get());
                return;
            } catch (RuntimeException | StackOverflowError failure) {
                Verdict verdict = Verdict.of(failure);
                if (verdict != Verdict.RETRY && batch.size() > 1) {
                    int half = batch.size() / 2;
                    handle(batch.subList(0, half));
                    handle(batch.subList(half, batch.size()));
                    return;
                }
                if (verdict == Verdict.POISON) {
                    bury(batch.get(0).told(), UNFIT, failure);
                    return;
                }
                patience.await(failure, attempt);
            }
        }
    }

    private void bury(ConsumerRecord<byte[], byte[]> told, String reason, Throwable failure) {
        deadLetters++;
        sent.add(DeadLetter.of(told, reason, failure));
        log.warn(
                "{}-{} offset {} {}: {}",
                told.topic(),
                told.partition(),
                told.offset(),
                reason,
                Failures.brief(failure));
    }

    private record Read<T>(ConsumerRecord<byte[], byte[]> told, T value) {}
}
