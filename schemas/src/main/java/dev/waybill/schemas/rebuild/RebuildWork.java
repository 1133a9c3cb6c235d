package dev.waybill.schemas.rebuild;

import dev.waybill.events.RebuildRequest;
import dev.waybill.schemas.failures.Verdict;
import dev.waybill.schemas.lifecycle.Stopping;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RegistryAwayException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;

/** One rebuild that goes on, in a thread of its own. */
final class RebuildWork implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(RebuildWork.class);
    static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CLOSE = Duration.ofSeconds(4);
    private static final int ATTEMPTS = 10;
    private static final byte[] NOTHING = {};

    private final Rebuilding rebuilding;
    private final AvroWire wire;
    private final KafkaOperations<byte[], byte[]> kafka;

    private final ConsumerRecord<byte[], byte[]> record;
    private final Stopping stopping = new Stopping();
    private final Thread thread = new Thread(this, "rebuild");
    private int failures;
    private volatile boolean finished;

    private RebuildWork(
            ConsumerRecord<byte[], byte[]> record,
            Rebuilding rebuilding,
            AvroWire wire,
            KafkaOperations<byte[], byte[]> kafka) {
        this.record = record;
        this.rebuilding = rebuilding;
        this.wire = wire;
        this.kafka = kafka;
        thread.setDaemon(true);
    }

    /** Begins what a record asks for. */
    static RebuildWork begin(
            ConsumerRecord<byte[], byte[]> record,
            Rebuilding rebuilding,
            AvroWire wire,
            KafkaOperations<byte[], byte[]> kafka) {
        var begun = new RebuildWork(record, rebuilding, wire, kafka);
        begun.thread.start();
        return begun;
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    /** What to commit once it is finished. */
    Map<TopicPartition, OffsetAndMetadata> done() {
        return Map.of(
                new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
    }

    boolean goesOn() {
        return thread.isAlive();
    }

    /** Whether nothing is left to do. One that goes on no more and is not finished has to begin again. */
    boolean isFinished() {
        return finished;
    }

    /** Ends where it is, and waits for it for a while. */
    void stop() {
        stopping.begin();
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        while (!once()) {
            stopping.pause(PAUSE);
            if (stopping.hasBegun()) {
                return;
            }
        }
    }

    private boolean once() {
        try {
            finished = once(wire.decode(Objects.requireNonNullElse(record.value(), NOTHING), RebuildRequest.class));
            return finished;
        } catch (RegistryAwayException | StoppedException later) {
            return false;
        } catch (SerializationException unreadable) {
            try {
                kafka.send(DeadLetter.of(record, DeadLetterReason.UNREADABLE, unreadable))
                        .join();
                finished = true;
            } catch (RuntimeException away) {
                log.warn("A request of a rebuild is no dead letter yet: {}", away.toString());
            }
            return finished;
        }
    }

    /** What passes is waited out; what does not is tried some times more. Returns false when it is to be tried again. */
    private boolean once(RebuildRequest request) {
        try {
            rebuilding.run(request, stopping);
            return true;
        } catch (StoppedException stopped) {
            throw stopped;
        } catch (RuntimeException failure) {
            if (stopping.hasBegun()) {
                return false;
            }
            log.warn("Rebuild {} failed and begins again", request.getId(), failure);
            return isGivenUp(request, failure);
        }
    }

    private boolean isGivenUp(RebuildRequest request, RuntimeException failure) {
        String why = Objects.requireNonNullElse(
                        failure.getMessage(), failure.getClass().getSimpleName())
                .lines()
                .findFirst()
                .orElse("");
        boolean passes = Verdict.of(failure) == Verdict.RETRY && !isDiskFull(failure);
        if (!passes && ++failures >= ATTEMPTS) {
            try {
                rebuilding.giveUp(request, why, stopping);
                return true;
            } catch (StoppedException stopped) {
                throw stopped;
            } catch (RuntimeException away) {
                log.warn("Rebuild {} is not given up yet: {}", request.getId(), away.toString());
                return false;
            }
        }
        rebuilding.retry(request, why);
        return false;
    }

    /** What has filled the disk may be the rebuild itself. */
    private static boolean isDiskFull(@Nullable Throwable failure) {
        if (failure instanceof SQLException sql && "53100".equals(sql.getSQLState())) {
            return true;
        }
        return failure != null && isDiskFull(failure.getCause());
    }
}
