package dev.waybill.schemas.boot;

import dev.waybill.events.ActivityEvent;
import dev.waybill.events.SystemMetric;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** Reports what a service does and how it is. Never waits: what the broker does not take at once, or after half a minute, is dropped. */
public final class Telemetry implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Telemetry.class);

    private final AvroWire wire;
    private final String source;
    private final KafkaProducer<byte[], byte[]> producer;

    Telemetry(AvroWire wire, String service, Map<String, Object> broker) {
        this.wire = wire;
        this.source = "/waybill/" + service;
        Map<String, Object> properties = new HashMap<>(broker);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, service + "-telemetry");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1024 * 1024);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 100);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Reports a request. */
    public void report(ActivityEvent activity) {
        send(Topics.ACTIVITY_EVENTS, activity.getUserId(), activity, activity.getId(), activity.getTimestamp());
    }

    /** Reports a measurement of this instance. */
    public void report(SystemMetric metric) {
        String key = metric.getService() + "/" + metric.getInstance();
        send(Topics.SYSTEM_METRICS, key, metric, metric.getId(), metric.getTimestamp());
    }

    private void send(String topic, String key, SpecificRecord event, String id, Instant time) {
        var headers = new CloudEvent(id, "dev.waybill." + topic, source, time).headers();
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        try {
            var record = new ProducerRecord<>(topic, null, bytes, wire.encode(topic, event), headers);
            var ignored = producer.send(record, (metadata, dropped) -> logDropped(topic, dropped));
        } catch (KafkaException | IllegalStateException dropped) {
            logDropped(topic, dropped);
        }
    }

    private static void logDropped(String topic, @Nullable Exception dropped) {
        if (dropped != null) {
            log.debug("A report for {} is dropped: {}", topic, dropped.getMessage());
        }
    }

    @Override
    public void destroy() {
        producer.close(Duration.ofSeconds(1));
    }
}
