package dev.waybill.analytics.topology;

import dev.waybill.analytics.figures.CarrierDay;
import dev.waybill.analytics.figures.Summary;
import dev.waybill.events.AnalyticsSummary;
import dev.waybill.events.CarrierPerformance;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroSerde;
import dev.waybill.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Answers each row of an older fold in a topic of rows with what this fold knows of its key: its own row, or a tombstone. So no row outlives
 * what it counted, whenever the older fold wrote it and whatever its keys looked like, and raising the version needs no clearing up. Rows of
 * this fold or a newer one are passed over.
 */
final class Leftovers {

    private final AvroWire wire;
    private final int fold;

    Leftovers(AvroWire wire, int fold) {
        this.wire = wire;
        this.fold = fold;
    }

    void addTo(StreamsBuilder builder) {
        answer(
                builder,
                Topics.CARRIER_PERFORMANCE,
                CarrierPerformance.class,
                () -> new Answer<CarrierKey, CarrierDay, CarrierPerformance>(
                        fold, CarrierKey::parse, key -> Rollups.CARRIER_DAYS, Rows::of),
                Rollups.CARRIER_DAYS);
        answer(
                builder,
                Topics.ANALYTICS_SUMMARIES,
                AnalyticsSummary.class,
                () -> new Answer<SummaryKey, Summary, AnalyticsSummary>(
                        fold, SummaryKey::parse, key -> Rollups.storeOf(key.period()), Rows::of),
                Rollups.DAYS,
                Rollups.WEEKS,
                Rollups.MONTHS);
    }

    private <R extends SpecificRecord> void answer(
            StreamsBuilder builder,
            String topic,
            Class<R> type,
            FixedKeyProcessorSupplier<byte[], byte[], R> answers,
            String... stores) {
        builder.stream(
                        topic,
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(topic + "-rows"))
                .processValues(answers, Named.as(topic + "-leftovers"), stores)
                .processValues(() -> new RowHeaders<>(topic, fold), Named.as(topic + "-leftover-headers"))
                .to(
                        topic,
                        Produced.with(Serdes.ByteArray(), AvroSerde.of(wire, type))
                                .withName(topic + "-answers"));
    }

    /** Keys are bytes here, since those of an older fold may be none of this one's. */
    private static final class Answer<K extends Record, A, R> extends ContextualFixedKeyProcessor<byte[], byte[], R> {

        private final int fold;
        private final Function<String, K> keys;
        private final Function<K, String> stores;
        private final BiFunction<K, @Nullable A, @Nullable R> rows;

        Answer(
                int fold,
                Function<String, K> keys,
                Function<K, String> stores,
                BiFunction<K, @Nullable A, @Nullable R> rows) {
            this.fold = fold;
            this.keys = keys;
            this.stores = stores;
            this.rows = rows;
        }

        @Override
        public void process(FixedKeyRecord<byte[], byte[]> told) {
            if (told.key() == null || RowHeaders.foldOf(told.headers()) >= fold) {
                return;
            }
            K key = keyOf(new String(told.key(), StandardCharsets.UTF_8));
            R row = key == null ? null : rowOf(key);
            if (row != null || told.value() != null) {
                context().forward(told.withValue(row));
            }
        }

        private @Nullable R rowOf(K key) {
            TimestampedKeyValueStore<K, A> store = context().getStateStore(stores.apply(key));
            return rows.apply(key, ValueAndTimestamp.getValueOrNull(store.get(key)));
        }

        private @Nullable K keyOf(String text) {
            try {
                K key = keys.apply(text);
                return key.toString().equals(text) ? key : null;
            } catch (RuntimeException strange) {
                return null;
            }
        }
    }
}
