package dev.waybill.analytics.topology;

import dev.waybill.events.ShipmentMetrics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RegistryAwayException;
import io.micrometer.core.instrument.Counter;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Decodes snapshots one by one, so that one that cannot be read becomes a dead letter and its neighbours go on. */
final class SnapshotReader extends ContextualFixedKeyProcessor<byte[], byte[], Reading> {

    private final AvroWire wire;
    private final Counter deadLetters;

    SnapshotReader(AvroWire wire, Counter deadLetters) {
        this.wire = wire;
        this.deadLetters = deadLetters;
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> told) {
        if (told.key() == null) {
            forwardUnreadable(told, DeadLetterReason.NO_KEY, null);
            return;
        }
        ShipmentMetrics shipment;
        try {
            shipment = told.value() == null ? null : wire.decode(told.value(), ShipmentMetrics.class);
        } catch (RegistryAwayException away) {
            throw away;
        } catch (SerializationException unreadable) {
            forwardUnreadable(told, DeadLetterReason.UNREADABLE, unreadable);
            return;
        }
        context().forward(told.withValue(new Reading.Snapshot(shipment)));
    }

    private void forwardUnreadable(
            FixedKeyRecord<byte[], byte[]> told, DeadLetterReason reason, @Nullable Exception failure) {
        deadLetters.increment();
        RecordMetadata place = context().recordMetadata().orElseThrow();
        var poison = new ConsumerRecord<>(
                place.topic(),
                place.partition(),
                place.offset(),
                told.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                told.key(),
                told.value(),
                told.headers(),
                Optional.empty());
        context()
                .forward(told.withValue((Reading) new Reading.Unreadable(Bytes.wrap(told.value())))
                        .withHeaders(DeadLetter.of(poison, reason, failure).headers()));
    }
}
