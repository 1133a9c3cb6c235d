package dev.waybill.analytics.attention;

import dev.waybill.events.AttentionEvent;
import dev.waybill.events.AttentionReason;
import dev.waybill.events.ShipmentMetrics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A shipment that needs attention, or may without anything new being told.
 *
 * @param about what the events tell of the shipment
 * @param raised since when each reason that was told holds
 * @param pending from when on each reason holds that was not told yet
 * @param alarm when it is to be looked at again, null while time alone raises nothing. It stays where it is when that moves to a later time,
 *     as it does with each scan: one that rings too early costs a look
 */
public record Watched(
        About about,
        Map<AttentionReason, Instant> raised,
        Map<AttentionReason, Instant> pending,
        @Nullable Instant alarm) {

    public Watched {
        raised = copy(raised);
        pending = copy(pending);
    }

    /** Returns what is known of a shipment that nobody told. */
    public static Watched nothing(About about) {
        return new Watched(about, Map.of(), Map.of(), null);
    }

    /**
     * Returns what is known once a snapshot was told.
     *
     * @param reasons from when on each holds
     * @param toldAt when the snapshot was told: what fell due later is not raised by it, since another one may follow
     */
    public Watched told(About newest, Map<AttentionReason, Instant> reasons, Instant toldAt, Instant now) {
        var still = new EnumMap<AttentionReason, Instant>(AttentionReason.class);
        raised.forEach((reason, since) -> {
            Instant from = reasons.get(reason);
            if (from != null && !from.isAfter(now)) {
                still.put(reason, since);
            }
        });
        var other = new EnumMap<AttentionReason, Instant>(AttentionReason.class);
        other.putAll(reasons);
        other.keySet().removeAll(still.keySet());
        return new Watched(newest, still, other, alarm).at(toldAt);
    }

    /** Returns what is known at a later time, nothing new being told. */
    public Watched at(Instant now) {
        var since = new EnumMap<AttentionReason, Instant>(AttentionReason.class);
        since.putAll(raised);
        var later = new EnumMap<AttentionReason, Instant>(AttentionReason.class);
        pending.forEach((reason, from) -> (from.isAfter(now) ? later : since).put(reason, from));
        return new Watched(about, since, later, alarm(later, now));
    }

    private @Nullable Instant alarm(Map<AttentionReason, Instant> later, Instant now) {
        if (later.isEmpty()) {
            return null;
        }
        Instant first = Collections.min(later.values());
        return alarm != null && alarm.isAfter(now) && alarm.isBefore(first) ? alarm : first;
    }

    /** Whether nothing needs to be known of it. */
    public boolean isOver() {
        return raised.isEmpty() && pending.isEmpty();
    }

    /** Returns the events that lead from what was known to this. */
    public List<AttentionEvent> since(Watched before, Instant now) {
        var events = new ArrayList<AttentionEvent>();
        before.raised.forEach((reason, since) -> {
            if (!Objects.equals(raised.get(reason), since)) {
                events.add(about.event(reason, false, since, now));
            }
        });
        raised.forEach((reason, since) -> {
            if (!Objects.equals(before.raised.get(reason), since)) {
                events.add(about.event(reason, true, since, now));
            }
        });
        return events;
    }

    private static Map<AttentionReason, Instant> copy(Map<AttentionReason, Instant> reasons) {
        var copy = new EnumMap<AttentionReason, Instant>(AttentionReason.class);
        copy.putAll(reasons);
        return Collections.unmodifiableMap(copy);
    }

    /**
     * What the events tell of a shipment.
     *
     * @param offset of its newest snapshot
     */
    public record About(
            String shipmentId,
            long offset,
            @Nullable String trackerId,
            @Nullable String trackingCode,
            String mode,
            @Nullable String account,
            String carrier,
            String service,
            String status,
            @Nullable LocalDate promisedDate) {

        /** Returns what a snapshot tells. */
        public static About of(ShipmentMetrics snapshot, long offset) {
            return new About(
                    snapshot.getShipmentId(),
                    offset,
                    snapshot.getTrackerId(),
                    snapshot.getTrackingCode(),
                    snapshot.getMode(),
                    snapshot.getAccount(),
                    snapshot.getCarrier(),
                    snapshot.getService(),
                    snapshot.getStatus(),
                    snapshot.getPromisedDate());
        }

        /** Returns the same of a shipment that has left the topic. */
        public About gone(long at) {
            return new About(
                    shipmentId, at, trackerId, trackingCode, mode, account, carrier, service, status, promisedDate);
        }

        private AttentionEvent event(AttentionReason reason, boolean raised, Instant since, Instant now) {
            return AttentionEvent.newBuilder()
                    .setShipmentId(shipmentId)
                    .setReason(reason)
                    .setRaised(raised)
                    .setSince(since)
                    .setToldAt(now)
                    .setSnapshotOffset(offset)
                    .setTrackerId(trackerId)
                    .setTrackingCode(trackingCode)
                    .setMode(mode)
                    .setAccount(account)
                    .setCarrier(carrier)
                    .setService(service)
                    .setStatus(status)
                    .setPromisedDate(promisedDate)
                    .build();
        }
    }
}
