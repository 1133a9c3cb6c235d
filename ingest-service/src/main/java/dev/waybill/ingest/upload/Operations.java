package dev.waybill.ingest.upload;

import dev.waybill.events.OperationEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Reports uploads on {@code operation-events}. Key: the operation. Each is reported once, after its end. The shipments are in the inbox by
 * then, so a report that the broker does not take is logged and does not fail the upload.
 */
final class Operations {

    private static final Logger log = LoggerFactory.getLogger(Operations.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final AvroWire wire;

    Operations(KafkaTemplate<byte[], byte[]> kafka, AvroWire wire) {
        this.kafka = kafka;
        this.wire = wire;
    }

    void report(OperationEvent event) {
        try {
            kafka.send(record(event)).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException lost) {
            log.warn("Operation {} could not be reported", event.getId(), lost);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private ProducerRecord<byte[], byte[]> record(OperationEvent event) {
        var about = new CloudEvent(
                event.getId() + "/upload/" + event.getStatus(),
                "dev.waybill.operation." + event.getStatus(),
                "/waybill/ingest-service",
                event.getVersion().getUpdatedAt());
        return new ProducerRecord<>(
                Topics.OPERATION_EVENTS,
                null,
                null,
                event.getId().getBytes(StandardCharsets.UTF_8),
                wire.encode(Topics.OPERATION_EVENTS, event),
                about.headers());
    }
}
