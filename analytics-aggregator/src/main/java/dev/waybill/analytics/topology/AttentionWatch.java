package dev.waybill.analytics.topology;

import dev.waybill.analytics.attention.Reasons;
import dev.waybill.analytics.attention.Watched;
import dev.waybill.analytics.attention.Watched.About;
import dev.waybill.events.AttentionEvent;
import dev.waybill.events.AttentionReason;
import dev.waybill.events.CarrierGap;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.RegistryAwayException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the shipments that need attention, or will when time passes, and by time those of which time alone will say something: what is due is
 * found without looking at anything else.
 */
final class AttentionWatch extends ContextualProcessor<byte[], Reading.Snapshot, byte[], AttentionEvent> {

    static final String WATCHED = "attention";
    static final String DUE = "attention-due";

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(10);
    private static final Duration READING = Duration.ofSeconds(5);
    private static final Duration OLD = Duration.ofMinutes(1);

    private static final byte[] NOTHING = {};

    private final AvroWire wire;
    private final Clock clock;
    private final int mostAtOnce;
    private Instant begun = Instant.EPOCH;
    private Instant readAt = Instant.EPOCH;
    private Instant readTold = Instant.EPOCH;
    private @Nullable KeyValueStore<byte[], Watched> watched;
    private @Nullable KeyValueStore<byte[], byte[]> due;
    private @Nullable KeyValueStore<String, ValueAndTimestamp<byte[]>> gaps;

    /** @param mostAtOnce of those that are due, so that the many of one hour do not hold up what comes meanwhile */
    AttentionWatch(AvroWire wire, Clock clock, int mostAtOnce) {
        this.wire = wire;
        this.clock = clock;
        this.mostAtOnce = mostAtOnce;
    }

    static StoreBuilder<KeyValueStore<byte[], Watched>> watchedStore() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(WATCHED), Serdes.ByteArray(), Codecs.WATCHED.serde())
                .withCachingDisabled();
    }

    static StoreBuilder<KeyValueStore<byte[], byte[]>> dueStore() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(DUE), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    @Override
    public void init(ProcessorContext<byte[], AttentionEvent> context) {
        super.init(context);
        begun = clock.instant();
        readAt = begun;
        readTold = begun;
        watched = context.getStateStore(WATCHED);
        due = context.getStateStore(DUE);
        gaps = context.getStateStore(CarrierGaps.TOLD);
        var unused = context.schedule(INTERVAL, PunctuationType.WALL_CLOCK_TIME, time -> raiseDue());
    }

    @Override
    public void process(Record<byte[], Reading.Snapshot> told) {
        ShipmentMetrics snapshot = told.value().shipment();
        RecordMetadata place = context().recordMetadata().orElseThrow();
        Watched before = Objects.requireNonNull(watched).get(told.key());
        Instant now = clock.instant();
        readAt = now;
        readTold = Instant.ofEpochMilli(told.timestamp());
        if (snapshot != null) {
            About about = About.of(snapshot, place.offset());
            Instant toldAt = Instant.ofEpochMilli(Math.min(told.timestamp(), now.toEpochMilli()));
            Map<AttentionReason, Instant> reasons = Reasons.of(snapshot, () -> usualGap(snapshot), toldAt);
            if (before != null || !reasons.isEmpty()) {
                Watched known = before == null ? Watched.nothing(about) : before;
                keep(told.key(), known, known.told(about, reasons, toldAt, now), now);
            }
        } else if (before != null) {
            keep(told.key(), before, before.told(before.about().gone(place.offset()), Map.of(), now, now), now);
        }
    }

    private void raiseDue() {
        Instant now = clock.instant();
        if (isBehind(now)) {
            return;
        }
        var found = new ArrayList<KeyValue<byte[], byte[]>>();
        try (KeyValueIterator<byte[], byte[]> all =
                Objects.requireNonNull(due).range(timeKey(Instant.EPOCH), timeKey(now.plusMillis(1)))) {
            while (all.hasNext() && found.size() < mostAtOnce) {
                found.add(all.next());
            }
        }
        for (KeyValue<byte[], byte[]> one : found) {
            byte[] shipment = shipmentOf(one.key);
            Watched before = Objects.requireNonNull(watched).get(shipment);
            if (before == null || !Arrays.equals(one.key, dueKey(before.alarm(), shipment))) {
                due.put(one.key, null);
            } else {
                keep(shipment, before, before.at(now), now);
            }
        }
    }

    /** Whether snapshots wait that may say otherwise: it has just begun, or what it reads is old. */
    private boolean isBehind(Instant now) {
        return now.isBefore(begun.plus(FIRST_LOOK))
                || (now.isBefore(readAt.plus(READING)) && readTold.isBefore(readAt.minus(OLD)));
    }

    /** Takes out by putting null, since a store's delete reads what it takes out. */
    private void keep(byte[] shipment, Watched before, Watched after, Instant now) {
        KeyValueStore<byte[], byte[]> times = Objects.requireNonNull(due);
        if (!Objects.equals(before.alarm(), after.alarm())) {
            if (before.alarm() != null) {
                times.put(dueKey(before.alarm(), shipment), null);
            }
            if (after.alarm() != null) {
                times.put(dueKey(after.alarm(), shipment), NOTHING);
            }
        }
        if (after.isOver()) {
            Objects.requireNonNull(watched).put(shipment, null);
        } else {
            Objects.requireNonNull(watched).put(shipment, after);
        }
        for (AttentionEvent event : after.since(before, now)) {
            context().forward(new Record<>(shipment, event, now.toEpochMilli()));
        }
    }

    private @Nullable Long usualGap(ShipmentMetrics snapshot) {
        ValueAndTimestamp<byte[]> told =
                Objects.requireNonNull(gaps).get(KeyText.of(snapshot.getCarrier(), snapshot.getService()));
        try {
            return told == null
                    ? null
                    : wire.decode(told.value(), CarrierGap.class).getP90Hours();
        } catch (RegistryAwayException away) {
            throw away;
        } catch (SerializationException unreadable) {
            return null;
        }
    }

    private static byte[] timeKey(Instant time) {
        return ByteBuffer.allocate(Long.BYTES)
                .putLong(Math.max(0, time.toEpochMilli()))
                .array();
    }

    private static byte[] dueKey(@Nullable Instant time, byte[] shipment) {
        if (time == null) {
            return NOTHING;
        }
        return ByteBuffer.allocate(Long.BYTES + shipment.length)
                .put(timeKey(time))
                .put(shipment)
                .array();
    }

    private static byte[] shipmentOf(byte[] dueKey) {
        return Arrays.copyOfRange(dueKey, Long.BYTES, dueKey.length);
    }
}
