package dev.waybill.analytics.topology;

import dev.waybill.analytics.figures.Amount;
import dev.waybill.analytics.figures.CarrierDay;
import dev.waybill.analytics.figures.Contribution;
import dev.waybill.analytics.figures.Delta;
import dev.waybill.analytics.figures.Summary;
import dev.waybill.events.AnalyticsSummary;
import dev.waybill.events.CarrierPerformance;
import dev.waybill.events.Period;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroSerde;
import dev.waybill.schemas.wire.AvroWire;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * carrier-performance and analytics-summaries, keyed and ordered by row. A row's changes come in the order of each shipment, which is all
 * that adding and taking out needs. A row of which nothing is left becomes a tombstone. The stores' caches send a row on at most once a
 * commit, however often it changed.
 */
final class Rollups {

    static final String CARRIER_DAYS = "carrier-days";
    static final String DAYS = "days";
    static final String WEEKS = "weeks";
    static final String MONTHS = "months";

    private final AvroWire wire;
    private final int fold;

    /** @param fold the version of this fold, which each row tells */
    Rollups(AvroWire wire, int fold) {
        this.wire = wire;
        this.fold = fold;
    }

    static String storeOf(Period period) {
        return switch (period) {
            case DAILY -> DAYS;
            case WEEKLY -> WEEKS;
            case MONTHLY -> MONTHS;
            case UNKNOWN -> throw new IllegalArgumentException("No period");
        };
    }

    void addTo(KStream<byte[], ShipmentChange> changes) {
        KStream<byte[], ShipmentChange> moves = changes.filter(
                (shipment, change) -> !Objects.equals(change.removed(), change.added()), Named.as("contributions"));
        carriersOf(moves)
                .toStream(Named.as("carrier-days-out"))
                .mapValues(Rows::of, Named.as("carrier-rows"))
                .processValues(
                        () -> new RowHeaders<>(Topics.CARRIER_PERFORMANCE, fold), Named.as("carrier-row-headers"))
                .to(
                        Topics.CARRIER_PERFORMANCE,
                        Produced.with(Codecs.CARRIER_KEY, AvroSerde.of(wire, CarrierPerformance.class))
                                .withName("carrier-performance"));
        KTable<SummaryKey, Summary> days = daysOf(moves);
        send(days, DAYS);
        send(periodsOf(days, WEEKS, SummaryKey::week), WEEKS);
        send(periodsOf(days, MONTHS, SummaryKey::month), MONTHS);
    }

    private static KTable<CarrierKey, CarrierDay> carriersOf(KStream<byte[], ShipmentChange> moves) {
        return moves.flatMap((shipment, change) -> deltas(change, CarrierKey::of), Named.as("carrier-deltas"))
                .groupByKey(Grouped.with(CARRIER_DAYS, Codecs.CARRIER_KEY, Codecs.DELTA.serde()))
                .aggregate(
                        () -> CarrierDay.EMPTY,
                        (key, delta, day) -> orGone(day.with(delta)),
                        Named.as("carrier-day"),
                        Materialized.<CarrierKey, CarrierDay, KeyValueStore<Bytes, byte[]>>as(CARRIER_DAYS)
                                .withKeySerde(Codecs.CARRIER_KEY)
                                .withValueSerde(Codecs.CARRIER_DAY.serde()));
    }

    private static KTable<SummaryKey, Summary> daysOf(KStream<byte[], ShipmentChange> moves) {
        return moves.flatMap((shipment, change) -> deltas(change, SummaryKey::of), Named.as("day-deltas"))
                .groupByKey(Grouped.with(DAYS, Codecs.SUMMARY_KEY, Codecs.DELTA.serde()))
                .aggregate(
                        () -> Summary.EMPTY,
                        (key, delta, day) -> orGone(day.with(delta)),
                        Named.as("day"),
                        stored(DAYS));
    }

    private static KTable<SummaryKey, Summary> periodsOf(
            KTable<SummaryKey, Summary> days, String name, Function<SummaryKey, SummaryKey> period) {
        return days.groupBy(
                        (key, day) -> KeyValue.pair(period.apply(key), day),
                        Grouped.with(name, Codecs.SUMMARY_KEY, Codecs.SUMMARY.serde()))
                .aggregate(
                        () -> Summary.EMPTY,
                        (key, day, sum) -> sum.plus(day),
                        (key, day, sum) -> orGone(sum.minus(day)),
                        Named.as("add-" + name),
                        stored(name));
    }

    private void send(KTable<SummaryKey, Summary> table, String name) {
        table.toStream(Named.as(name + "-out"))
                .mapValues(Rows::of, Named.as(name + "-rows"))
                .processValues(
                        () -> new RowHeaders<>(Topics.ANALYTICS_SUMMARIES, fold), Named.as(name + "-row-headers"))
                .to(
                        Topics.ANALYTICS_SUMMARIES,
                        Produced.with(Codecs.SUMMARY_KEY, AvroSerde.of(wire, AnalyticsSummary.class))
                                .withName(name + "-summaries"));
    }

    /** One delta when the row stays the same, so that it is never empty in between; two when the shipment moves from row to row. */
    private static <K> List<KeyValue<K, Delta>> deltas(ShipmentChange change, Function<Contribution, K> keys) {
        Contribution removed = change.removed();
        Contribution added = change.added();
        if (removed != null && added != null && keys.apply(removed).equals(keys.apply(added))) {
            return List.of(KeyValue.pair(keys.apply(added), new Delta(removed, added)));
        }
        var deltas = new ArrayList<KeyValue<K, Delta>>(2);
        if (removed != null) {
            deltas.add(KeyValue.pair(keys.apply(removed), new Delta(removed, null)));
        }
        if (added != null) {
            deltas.add(KeyValue.pair(keys.apply(added), new Delta(null, added)));
        }
        return deltas;
    }

    private static <A extends Amount<A>> @Nullable A orGone(A amount) {
        return amount.isEmpty() ? null : amount;
    }

    private static Materialized<SummaryKey, Summary, KeyValueStore<Bytes, byte[]>> stored(String name) {
        return Materialized.<SummaryKey, Summary, KeyValueStore<Bytes, byte[]>>as(name)
                .withKeySerde(Codecs.SUMMARY_KEY)
                .withValueSerde(Codecs.SUMMARY.serde());
    }
}
