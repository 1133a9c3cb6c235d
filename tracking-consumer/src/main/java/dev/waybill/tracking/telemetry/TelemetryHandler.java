package dev.waybill.tracking.telemetry;

import dev.waybill.events.ActivityEvent;
import dev.waybill.events.DeliveryAttempt;
import dev.waybill.events.SystemMetric;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.tracking.batch.BatchHandler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Reports into rows. Key: who reports. Ordering: none needed. A duplicate: has the id of a row that is there, and is left out. A poison
 * record: to its dead letters.
 */
final class TelemetryHandler implements BatchHandler<SpecificRecord> {

    static final Map<String, Class<? extends SpecificRecord>> TYPES = Map.of(
            Topics.ACTIVITY_EVENTS, ActivityEvent.class,
            Topics.SYSTEM_METRICS, SystemMetric.class,
            Topics.DELIVERY_ATTEMPTS, DeliveryAttempt.class);

    private final AvroWire wire;
    private final UserActivities activities;
    private final SystemMetrics metrics;
    private final DeliveryAttempts attempts;

    TelemetryHandler(AvroWire wire, UserActivities activities, SystemMetrics metrics, DeliveryAttempts attempts) {
        this.wire = wire;
        this.activities = activities;
        this.metrics = metrics;
        this.attempts = attempts;
    }

    @Override
    public SpecificRecord read(ConsumerRecord<byte[], byte[]> told) {
        if (told.value() == null) {
            throw new IllegalArgumentException("no value");
        }
        return wire.decode(told.value(), Objects.requireNonNull(TYPES.get(told.topic())));
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> handle(List<SpecificRecord> batch) {
        activities.add(only(batch, ActivityEvent.class));
        metrics.add(only(batch, SystemMetric.class));
        attempts.add(only(batch, DeliveryAttempt.class));
        return List.of();
    }

    private static <T> List<T> only(List<SpecificRecord> batch, Class<T> type) {
        return batch.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
