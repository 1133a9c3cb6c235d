package dev.waybill.analytics.topology;

import dev.waybill.analytics.figures.Contribution;
import dev.waybill.events.ShipmentMetrics;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that differs from the one before in what is kept of it.
 *
 * @param before null for a shipment's first
 * @param after what is kept of the snapshot, null without one
 * @param snapshot null when the shipment is no longer in the topic
 * @param told whether an older fold has told of it
 */
record ShipmentChange(
        @Nullable Shipment before,
        @Nullable Shipment after,
        @Nullable ShipmentMetrics snapshot,
        boolean told) {

    static ShipmentChange of(@Nullable Shipment before, @Nullable ShipmentMetrics snapshot, boolean told) {
        return new ShipmentChange(before, snapshot == null ? null : Shipment.of(snapshot), snapshot, told);
    }

    boolean isReal() {
        return !Objects.equals(before, after);
    }

    boolean tellsStatus() {
        return !told && after != null && !after.hasStatusOf(before);
    }

    @Nullable
    Contribution removed() {
        return before == null ? null : before.contribution();
    }

    @Nullable
    Contribution added() {
        return after == null ? null : after.contribution();
    }
}
