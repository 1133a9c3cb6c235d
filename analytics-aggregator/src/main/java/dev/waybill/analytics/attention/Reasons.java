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
import java.util.function.Supplier;
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
    private static final String PICKUP_STATUS = "available_for_pickup";
    private static final Set<String> REFUNDED = Set.of("submitted", "refunded");
    private static final Set<String> FAILURES = Set.of("failure", "error");

    /** What lies outside is no time of a parcel, and would not fit into a timestamp once something is added to it. */
    private static final Instant FIRST = Instant.parse("1970-01-02T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
    private static final long MOST_GAP_HOURS = Duration.ofDays(365).toHours();

    private Reasons() {}

    /**
     * Returns from when on each reason holds, which may lie ahead.
     *
     * @param usualGapHours that the scans of the carrier's service usually keep one waiting, null when not known; asked only when it matters
     * @param toldAt since when what has no time of its own is said to hold; no time that is told lies after it
     */
    public static Map<AttentionReason, Instant> of(
            ShipmentMetrics shipment, Supplier<@Nullable Long> usualGapHours, Instant toldAt) {
        var reasons = new EnumMap<AttentionReason, Instant>(AttentionReason.class);
        if (!shipment.getCounted() || shipment.getDeleted()) {
            return reasons;
        }
        if (shipment.getAdjustment() != null && shipment.getAdjustment().signum() > 0) {
            reasons.put(AttentionReason.REINVOICED, told(shipment.getInvoicedAt(), toldAt));
        }
        if (shipment.getFinalStatus() != null) {
            addFailure(reasons, shipment, toldAt);
        } else {
            if (isWaitedFor(shipment)) {
                addPromises(reasons, shipment, toldAt);
            }
            addStandstills(reasons, shipment, usualGapHours, toldAt);
        }
        return reasons;
    }

    /** A label that brings something back is used when somebody pleases, and one that is refunded is not used at all. */
    private static boolean isWaitedFor(ShipmentMetrics shipment) {
        return !Boolean.TRUE.equals(shipment.getIsReturn())
                && !REFUNDED.contains(String.valueOf(shipment.getRefundStatus()));
    }

    private static void addFailure(Map<AttentionReason, Instant> reasons, ShipmentMetrics shipment, Instant toldAt) {
        Instant since = told(shipment.getStatusSince(), toldAt);
        if (shipment.getStatus().equals("return_to_sender")) {
            reasons.put(AttentionReason.RETURNED, since);
        } else if (FAILURES.contains(shipment.getStatus())) {
            reasons.put(AttentionReason.FAILED, since);
        }
    }

    private static void addPromises(Map<AttentionReason, Instant> reasons, ShipmentMetrics shipment, Instant toldAt) {
        LocalDate promised = plausible(shipment.getPromisedDate());
        if (promised == null || wasAttempted(shipment)) {
            return;
        }
        reasons.put(AttentionReason.LATE, promised.plusDays(1).atStartOfDay().toInstant(LAST_ZONE));
        LocalDate estimated = shipment.getEstimatedDate();
        if (estimated != null && estimated.isAfter(promised)) {
            reasons.put(AttentionReason.AT_RISK, toldAt);
        }
    }

    /** A parcel that waits to be picked up has come as far as the carrier brings it. */
    private static boolean wasAttempted(ShipmentMetrics shipment) {
        return shipment.getAttemptedDate() != null
                || shipment.getDeliveryAttempts() > 0
                || shipment.getStatus().equals(PICKUP_STATUS);
    }

    private static void addStandstills(
            Map<AttentionReason, Instant> reasons,
            ShipmentMetrics shipment,
            Supplier<@Nullable Long> usualGapHours,
            Instant toldAt) {
        Instant scan = told(either(shipment.getNewestScanAt(), shipment.getStatusAt()), toldAt);
        LocalDate shippedOn = plausible(shipment.getShippedOn());
        String status = shipment.getStatus();
        if (MOVING.contains(status)) {
            Long usual = usualGapHours.get();
            Duration stall = longer(
                    LEAST_STALL, usual == null ? LEAST_STALL : Duration.ofHours(Math.min(usual, MOST_GAP_HOURS)));
            reasons.put(AttentionReason.STALLED, scan.plus(stall));
            reasons.put(
                    AttentionReason.PRESUMED_LOST, scan.plus(longer(LEAST_LOST, stall.multipliedBy(LOST_IN_STALLS))));
        } else if (status.equals(PICKUP_STATUS)) {
            Instant since = told(either(shipment.getStatusSince(), shipment.getStatusAt()), toldAt);
            reasons.put(AttentionReason.WAITING_FOR_PICKUP, since.plus(PICKUP));
        } else if (NOT_MOVED.contains(status) && shippedOn != null && isWaitedFor(shipment)) {
            reasons.put(
                    AttentionReason.NEVER_SCANNED,
                    shippedOn.plusDays(UNSCANNED_DAYS).atStartOfDay().toInstant(ZoneOffset.UTC));
        }
    }

    /** A carrier's clock may be wrong by hours, and a scan by years: nothing is from the time to come. */
    private static Instant told(@Nullable Instant time, Instant toldAt) {
        Instant plausible = plausible(time);
        return plausible == null || plausible.isAfter(toldAt) ? toldAt : plausible;
    }

    private static @Nullable Instant either(@Nullable Instant one, @Nullable Instant other) {
        return one == null ? other : one;
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
