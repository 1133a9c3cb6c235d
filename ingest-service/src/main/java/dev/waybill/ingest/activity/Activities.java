package dev.waybill.ingest.activity;

import dev.waybill.events.ActivityEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends reports from a thread of its own, in order, as long as there is room for them. Key: user_id. */
public final class Activities implements AutoCloseable {

    /** Request attribute: the name of the API key, once it has been checked. */
    public static final String USER = "dev.waybill.ingest.user";

    private static final Logger log = LoggerFactory.getLogger(Activities.class);
    private static final int ROOM = 1000;
    private static final long CLOSE_SECONDS = 2;

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final AvroWire wire;
    private final Counter dropped;
    private final ThreadPoolExecutor sender;

    Activities(KafkaTemplate<byte[], byte[]> kafka, AvroWire wire, MeterRegistry meters) {
        this.kafka = kafka;
        this.wire = wire;
        this.dropped = meters.counter("waybill.activities.dropped");
        this.sender = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(ROOM),
                task -> {
                    var thread = new Thread(task, "activities");
                    thread.setDaemon(true);
                    return thread;
                },
                (task, executor) -> dropped.increment());
    }

    void report(ActivityEvent event) {
        sender.execute(() -> send(event));
    }

    @Override
    public void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                dropped.increment(sender.shutdownNow().size());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(ActivityEvent event) {
        try {
            var unused = kafka.send(record(event)).whenComplete((sent, failure) -> {
                if (failure != null) {
                    dropped.increment();
                }
            });
        } catch (KafkaException | IllegalStateException refused) {
            dropped.increment();
            log.debug("An activity could not be reported", refused);
        }
    }

    private ProducerRecord<byte[], byte[]> record(ActivityEvent event) {
        var about = new CloudEvent(
                event.getId(), "dev.waybill.activity", "/waybill/ingest-service", event.getTimestamp());
        return new ProducerRecord<>(
                Topics.ACTIVITY_EVENTS,
                null,
                null,
                event.getUserId().getBytes(StandardCharsets.UTF_8),
                wire.encode(Topics.ACTIVITY_EVENTS, event),
                about.headers());
    }
}
