package dev.waybill.analytics.attention;

import dev.waybill.events.AttentionReason;
import dev.waybill.events.ShipmentMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a snapshot gives reason for, now or later if nothing new is told. */
public final class Reasons {

    /** A parcel is not stalled before that, however quick its carrier usually is. */
    public static final Duration LEAST_STALL = Duration.ofDays(2);

    private static final Duration LEAST_LOST = Duration.ofDays(14);
    private static final int LOST_IN_STALLS = 3;
    private static final Duration PICKUP = Duration.ofDays(5);
    private static final int UNSCANNED_DAYS = 3;
    /** The last place on earth where it is still that day. */
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    private static final Set<String> MOVING = Set.of("in_transit", "out_for_delivery");
    private static final Set<String> NOT_MOVED = Set.of("purchased", "pre_transit", "unknown");
    private static final Set<String> FAILURES = Set.of("failure", "error");

    /** What lies outside is no time of a parcel, and would not fit into a timestamp once something is added to it. */
    private static final Instant FIRST = Instant.parse("1970-01-02T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
    private static final long MOST_GAP_HOURS = Duration.ofDays(365).toHours();

    private Reasons() {}

    /**
     * Returns from when on each reason holds, which may lie ahead.
     *
     * @param usualGapHours that the scans of the carrier's service usually keep one waiting; null when not known
     * @param toldAt since when what has no time of its own is said to hold
     */
    public static Map<AttentionReason, Instant> of(
            ShipmentMetrics shipment, @Nullable Long usualGapHours, Instant toldAt) {
        var reasons = new EnumMap<AttentionReason, Instant>(AttentionReason.class);
        if (!shipment.getCounted() || shipment.getDeleted()) {
            return reasons;
        }
        if (shipment.getAdjustment() != null && shipment.getAdjustment().signum() > 0) {
            reasons.put(AttentionReason.REINVOICED, toldAt);
        }
        if (shipment.getFinalStatus() == null) {
            addPromises(reasons, shipment, toldAt);
            addStandstills(
                    reasons,
                    shipment,
                    usualGapHours == null ? LEAST_STALL : Duration.ofHours(Math.min(usualGapHours, MOST_GAP_HOURS)));
        } else {
            addFailure(reasons, shipment, toldAt);
        }
        return reasons;
    }

    private static void addFailure(Map<AttentionReason, Instant> reasons, ShipmentMetrics shipment, Instant toldAt) {
        Instant since = since(shipment, toldAt);
        if (shipment.getStatus().equals("return_to_sender")) {
            reasons.put(AttentionReason.RETURNED, since);
        } else if (FAILURES.contains(shipment.getStatus())) {
            reasons.put(AttentionReason.FAILED, since);
        }
    }

    private static void addPromises(Map<AttentionReason, Instant> reasons, ShipmentMetrics shipment, Instant toldAt) {
        LocalDate promised = plausible(shipment.getPromisedDate());
        if (promised == null || shipment.getAttemptedDate() != null) {
            return;
        }
        reasons.put(AttentionReason.LATE, promised.plusDays(1).atStartOfDay().toInstant(LAST_ZONE));
        LocalDate estimated = shipment.getEstimatedDate();
        if (estimated != null && estimated.isAfter(promised)) {
            reasons.put(AttentionReason.AT_RISK, toldAt);
        }
    }

    private static void addStandstills(
            Map<AttentionReason, Instant> reasons, ShipmentMetrics shipment, Duration usualGap) {
        Instant scan = plausible(shipment.getNewestScanAt());
        Instant since = plausible(shipment.getStatusSince());
        LocalDate shippedOn = plausible(shipment.getShippedOn());
        String status = shipment.getStatus();
        if (MOVING.contains(status) && scan != null) {
            Duration stall = longer(LEAST_STALL, usualGap);
            reasons.put(AttentionReason.STALLED, scan.plus(stall));
            reasons.put(
                    AttentionReason.PRESUMED_LOST, scan.plus(longer(LEAST_LOST, stall.multipliedBy(LOST_IN_STALLS))));
        } else if (status.equals("available_for_pickup") && since != null) {
            reasons.put(AttentionReason.WAITING_FOR_PICKUP, since.plus(PICKUP));
        } else if (NOT_MOVED.contains(status) && shippedOn != null) {
            reasons.put(
                    AttentionReason.NEVER_SCANNED,
                    shippedOn.plusDays(UNSCANNED_DAYS).atStartOfDay().toInstant(ZoneOffset.UTC));
        }
    }

    private static Instant since(ShipmentMetrics shipment, Instant otherwise) {
        Instant since = plausible(shipment.getStatusSince());
        return since == null ? otherwise : since;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static @Nullable LocalDate plausible(@Nullable LocalDate day) {
        return day != null && plausible(day.atStartOfDay().toInstant(ZoneOffset.UTC)) != null ? day : null;
    }

    private static @Nullable Instant plausible(@Nullable Instant time) {
        return time != null && time.isAfter(FIRST) && time.isBefore(LAST) ? time : null;
    }
}
