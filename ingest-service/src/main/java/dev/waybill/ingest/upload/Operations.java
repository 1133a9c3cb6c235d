package dev.waybill.ingest.upload;

import dev.waybill.events.OperationEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Reports uploads on {@code operation-events}. Key: the operation. Each is reported once, after its end. The shipments are in the inbox by
 * then, so a report waits for the broker by itself, in a bounded queue, and one that the broker does not take is logged.
 */
final class Operations implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Operations.class);
    private static final int ROOM = 100;
    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final AvroWire wire;
    private final ThreadPoolExecutor sender = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(ROOM),
            Operations::thread,
            (task, full) -> log.warn("An operation is not reported: too many are waiting for the broker"));

    Operations(KafkaTemplate<byte[], byte[]> kafka, AvroWire wire) {
        this.kafka = kafka;
        this.wire = wire;
    }

    void report(OperationEvent event) {
        sender.execute(() -> send(event));
    }

    @Override
    public void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn(
                        "{} operations are not reported: the service stops",
                        sender.shutdownNow().size() + 1);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(OperationEvent event) {
        try {
            kafka.send(record(event)).get();
        } catch (ExecutionException | KafkaException lost) {
            log.warn("Operation {} is not reported", event.getId(), lost);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "operations");
        thread.setDaemon(true);
        return thread;
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
