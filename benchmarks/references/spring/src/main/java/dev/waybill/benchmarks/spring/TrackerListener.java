package dev.waybill.benchmarks.spring;

import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.TrackingEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Key: the shipment, in order. A duplicate is written again and changes nothing; a poison record is retried and skipped by Spring's own
 * error handler. A snapshot is sent once its transaction is committed, and not waited for.
 */
class TrackerListener {

    private final AvroWire wire;
    private final Trackers trackers;
    private final KafkaTemplate<byte[], byte[]> kafka;

    TrackerListener(AvroWire wire, Trackers trackers, KafkaTemplate<byte[], byte[]> kafka) {
        this.wire = wire;
        this.trackers = trackers;
        this.kafka = kafka;
    }

    @KafkaListener(topics = Topics.TRACKING_EVENTS)
    void on(ConsumerRecord<byte[], byte[]> told) {
        ShipmentMetrics snapshot = trackers.write(wire.decode(told.value(), TrackingEvent.class));
        byte[] key = snapshot.getShipmentId().getBytes(StandardCharsets.UTF_8);
        // Spring logs what fails
        var unused = kafka.send(Topics.SHIPMENT_METRICS, key, wire.encode(Topics.SHIPMENT_METRICS, snapshot));
    }
}
