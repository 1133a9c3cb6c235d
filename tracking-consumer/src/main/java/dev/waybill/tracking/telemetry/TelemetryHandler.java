package dev.waybill.tracking.telemetry;

import dev.waybill.events.ActivityEvent;
import dev.waybill.events.SystemMetric;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.tracking.batch.BatchHandler;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Reports into rows. Key: who reports. Ordering: none needed. A duplicate: has the id of a row that is there, and is left out. A poison
 * record: to its dead letters.
 */
final class TelemetryHandler implements BatchHandler<SpecificRecord> {

    private final AvroWire wire;
    private final UserActivities activities;
    private final SystemMetrics metrics;

    TelemetryHandler(AvroWire wire, UserActivities activities, SystemMetrics metrics) {
        this.wire = wire;
        this.activities = activities;
        this.metrics = metrics;
    }

    @Override
    public SpecificRecord read(ConsumerRecord<byte[], byte[]> told) {
        if (told.value() == null) {
            throw new IllegalArgumentException("no value");
        }
        return told.topic().equals(Topics.ACTIVITY_EVENTS)
                ? wire.decode(told.value(), ActivityEvent.class)
                : wire.decode(told.value(), SystemMetric.class);
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> handle(List<SpecificRecord> batch) {
        activities.add(only(batch, ActivityEvent.class));
        metrics.add(only(batch, SystemMetric.class));
        return List.of();
    }

    private static <T> List<T> only(List<SpecificRecord> batch, Class<T> type) {
        return batch.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
