package dev.waybill.analytics.topology;

import dev.waybill.analytics.figures.Contribution;
import dev.waybill.events.ShipmentMetrics;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a shipment's newest snapshot.
 *
 * @param contribution null while it is not in the rollups
 * @param gapHours the longest gap between two of its scans, in whole hours; null unless it was delivered
 */
record Shipment(
        String status,
        @Nullable String detail,
        @Nullable Contribution contribution,
        @Nullable Long gapHours) {

    private static final long SECONDS_AN_HOUR = 3_600;

    static Shipment of(ShipmentMetrics snapshot) {
        return new Shipment(
                snapshot.getStatus(), snapshot.getStatusDetail(), Contribution.of(snapshot), gapHours(snapshot));
    }

    boolean hasStatusOf(@Nullable Shipment other) {
        return other != null && status.equals(other.status) && Objects.equals(detail, other.detail);
    }

    private static @Nullable Long gapHours(ShipmentMetrics snapshot) {
        Long seconds = snapshot.getLongestScanGapSeconds();
        return seconds == null || seconds < 0 || !"delivered".equals(snapshot.getFinalStatus())
                ? null
                : seconds / SECONDS_AN_HOUR;
    }
}
