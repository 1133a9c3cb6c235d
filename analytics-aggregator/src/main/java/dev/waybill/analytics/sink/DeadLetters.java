package dev.waybill.analytics.sink;

import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;

/** Puts aside records that cannot be written, and waits until the broker has them. */
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final KafkaOperations<byte[], byte[]> kafka;
    private final MeterRegistry metrics;

    DeadLetters(KafkaOperations<byte[], byte[]> kafka, MeterRegistry metrics) {
        this.kafka = kafka;
        this.metrics = metrics;
    }

    /** Sends a record to its dead letters. Fails with a {@link KafkaException} when the broker does not take it in time. */
    void send(ConsumerRecord<byte[], byte[]> poison, Exception failure) {
        log.warn(
                "{}-{}@{} {}",
                poison.topic(),
                poison.partition(),
                poison.offset(),
                DeadLetterReason.UNWRITABLE.phrase(),
                failure);
        try {
            kafka.send(DeadLetter.of(poison, DeadLetterReason.UNWRITABLE, failure))
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw new KafkaException("The broker does not take a dead letter", away);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new KafkaException(stopping);
        }
        metrics.counter("waybill.dead.letters", "topic", poison.topic()).increment();
    }
}
