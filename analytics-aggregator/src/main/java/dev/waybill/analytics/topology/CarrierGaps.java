package dev.waybill.analytics.topology;

import dev.waybill.analytics.figures.Breakdown;
import dev.waybill.analytics.figures.Count;
import dev.waybill.analytics.figures.Hours;
import dev.waybill.events.CarrierGap;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroSerde;
import dev.waybill.schemas.wire.AvroWire;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * carrier-gaps: how long the scans of a carrier's service usually keep one waiting, by the longest gap of each delivered shipment, but for EasyPost's test ones. Known to
 * every instance: the topic is read by all of them.
 */
final class CarrierGaps {

    /** The store of what the topic tells. */
    static final String TOLD = "carrier-gaps-told";

    private static final String COUNTED = "carrier-gaps-counted";
    private static final String LAST = "carrier-gaps-last";
    private static final int PERCENT = 90;
    /** Of fewer shipments nothing is said. */
    private static final long LEAST_SHIPMENTS = 20;

    private final AvroWire wire;

    CarrierGaps(AvroWire wire) {
        this.wire = wire;
    }

    void addTo(StreamsBuilder builder, KStream<byte[], ShipmentChange> changes) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(LAST), Serdes.String(), Serdes.Long()));
        changes.flatMap((shipment, change) -> deltas(change), Named.as("carrier-gap-deltas"))
                .groupByKey(Grouped.with(COUNTED, Serdes.String(), Codecs.GAP_DELTA.serde()))
                .aggregate(
                        () -> Hours.NONE,
                        (key, delta, hours) -> delta.applyTo(hours),
                        Named.as("carrier-gap"),
                        Materialized.<String, Hours, KeyValueStore<Bytes, byte[]>>as(COUNTED)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Codecs.HOURS.serde()))
                .toStream(Named.as("carrier-gaps-out"))
                .processValues(Changed::new, Named.as("carrier-gaps-changed"), LAST)
                .processValues(
                        () -> new CloudEventHeaders<>(
                                "dev.waybill." + Topics.CARRIER_GAPS, (key, gap) -> key + "/" + gap.getP90Hours()),
                        Named.as("carrier-gap-headers"))
                .to(
                        Topics.CARRIER_GAPS,
                        Produced.with(Serdes.String(), AvroSerde.of(wire, CarrierGap.class))
                                .withName("carrier-gaps"));
        builder.globalTable(
                Topics.CARRIER_GAPS,
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("carrier-gaps-all"),
                Materialized.as(TOLD));
    }

    private static List<KeyValue<String, GapDelta>> deltas(ShipmentChange change) {
        var deltas = new ArrayList<KeyValue<String, GapDelta>>();
        Shipment before = change.before();
        Shipment after = change.after();
        String from = key(before);
        String to = key(after);
        Long removed = before == null ? null : before.gapHours();
        Long added = after == null ? null : after.gapHours();
        if (!Objects.equals(from, to) || !Objects.equals(removed, added)) {
            if (from != null && removed != null) {
                deltas.add(KeyValue.pair(from, new GapDelta(removed, false)));
            }
            if (to != null && added != null) {
                deltas.add(KeyValue.pair(to, new GapDelta(added, true)));
            }
        }
        return deltas;
    }

    private static @Nullable String key(@Nullable Shipment shipment) {
        return shipment == null
                        || shipment.contribution() == null
                        || shipment.contribution().mode().equals("test")
                ? null
                : KeyText.of(
                        shipment.contribution().carrier(),
                        shipment.contribution().service());
    }

    /** One delivered shipment more or less. */
    record GapDelta(long hours, boolean added) {

        private Hours applyTo(Hours all) {
            var one = new Hours(Breakdown.of(hours, Count.ONE));
            return added ? all.plus(one) : all.minus(one);
        }
    }

    /** Tells only what is another figure than the one before. */
    private static final class Changed extends ContextualFixedKeyProcessor<String, Hours, CarrierGap> {

        private @Nullable KeyValueStore<String, Long> last;

        @Override
        public void init(FixedKeyProcessorContext<String, CarrierGap> context) {
            super.init(context);
            last = context.getStateStore(LAST);
        }

        @Override
        public void process(FixedKeyRecord<String, Hours> told) {
            KeyValueStore<String, Long> known = Objects.requireNonNull(last);
            Long hours =
                    told.value().count() < LEAST_SHIPMENTS ? null : told.value().percentile(PERCENT);
            if (hours != null && !hours.equals(known.get(told.key()))) {
                known.put(told.key(), hours);
                List<String> parts = KeyText.parts(told.key());
                context().forward(told.withValue(new CarrierGap(parts.get(0), parts.get(1), hours)));
            }
        }
    }
}
