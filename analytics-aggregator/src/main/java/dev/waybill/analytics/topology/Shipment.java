package dev.waybill.analytics.topology;

import dev.waybill.analytics.figures.Contribution;
import dev.waybill.events.ShipmentMetrics;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is kept of a shipment's newest snapshot. Its contribution is null while it is not in the rollups. */
record Shipment(
        String status, @Nullable String detail, @Nullable Contribution contribution) {

    static Shipment of(ShipmentMetrics snapshot) {
        return new Shipment(snapshot.getStatus(), snapshot.getStatusDetail(), Contribution.of(snapshot));
    }

    boolean hasStatusOf(@Nullable Shipment other) {
        return other != null && status.equals(other.status) && Objects.equals(detail, other.detail);
    }
}
