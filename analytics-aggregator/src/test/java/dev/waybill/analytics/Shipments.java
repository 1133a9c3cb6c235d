package dev.waybill.analytics;

import dev.waybill.events.ShipmentMetrics;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Snapshots for tests. */
public final class Shipments {

    public static final LocalDate TUESDAY = LocalDate.of(2024, 7, 30);

    private Shipments() {}

    /** Counted, in transit, USPS Priority, shipped on a Tuesday, to California. */
    public static ShipmentMetrics.Builder inTransit(String id) {
        return ShipmentMetrics.newBuilder()
                .setShipmentId(id)
                .setMode("production")
                .setCarrier("USPS")
                .setService("Priority")
                .setStatus("in_transit")
                .setStatusAt(Instant.parse("2024-07-31T10:00:00Z"))
                .setShippedOn(TUESDAY)
                .setCounted(true)
                .setDeleted(false)
                .setTrackingUpdatesCount(3)
                .setExceptionsCount(0)
                .setDeliveryAttempts(0)
                .setDestinationCountry("US")
                .setDestinationState("CA")
                .setRevision(1);
    }

    public static ShipmentMetrics.Builder delivered(String id, String days, boolean onTime) {
        return inTransit(id)
                .setStatus("delivered")
                .setFinalStatus("delivered")
                .setOnTime(onTime)
                .setActualDeliveryDays(decimal(days));
    }

    public static ShipmentMetrics.Builder failed(String id) {
        return inTransit(id)
                .setStatus("return_to_sender")
                .setFinalStatus("failed")
                .setExceptionsCount(2);
    }

    public static ShipmentMetrics.Builder costing(
            ShipmentMetrics.Builder shipment, String total, @Nullable String currency) {
        return shipment.setTotalCost(decimal(total)).setCurrency(currency);
    }

    public static BigDecimal decimal(String amount) {
        return new BigDecimal(amount).setScale(5);
    }
}
