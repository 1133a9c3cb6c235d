package dev.waybill.analytics.topology;

import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The table of newest snapshots: the last record of a key is the newest, so nothing is compared but what it says. Each snapshot that says
 * something else than the one before goes on at once; no cache, since a status that lasted a moment is told too.
 */
final class ShipmentChanges extends ContextualFixedKeyProcessor<byte[], Reading.Snapshot, ShipmentChange> {

    static final String STORE = "shipments";

    private final Handled handled;
    private @Nullable KeyValueStore<byte[], Shipment> shipments;

    ShipmentChanges(Handled handled) {
        this.handled = handled;
    }

    static StoreBuilder<KeyValueStore<byte[], Shipment>> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Codecs.SHIPMENT.serde())
                .withCachingDisabled();
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], ShipmentChange> context) {
        super.init(context);
        shipments = context.getStateStore(STORE);
    }

    @Override
    public void process(FixedKeyRecord<byte[], Reading.Snapshot> told) {
        KeyValueStore<byte[], Shipment> known = Objects.requireNonNull(shipments);
        RecordMetadata place = context().recordMetadata().orElseThrow();
        ShipmentChange change = ShipmentChange.of(
                known.get(told.key()), told.value().shipment(), handled.includes(place.partition(), place.offset()));
        if (change.isReal()) {
            known.put(told.key(), change.after());
            // what follows from a snapshot are events of their own
            context().forward(told.withValue(change).withHeaders(new RecordHeaders()));
        }
    }
}
