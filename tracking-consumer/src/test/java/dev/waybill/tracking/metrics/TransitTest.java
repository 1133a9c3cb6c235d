package dev.waybill.tracking.metrics;

import static dev.waybill.tracking.shipment.Events.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.tracking.shipment.Events;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

/** 2026-03-06 is a Friday. */
class TransitTest {

    private final Events shipment = Events.ofSomeShipment();
    private final ShipmentEvent bought = shipment.told(
            "2026-03-06T10:00:00Z",
            told -> Events.purchase(told, "2026-03-06T10:00:00Z", rate -> rate)
                    .setCreatedAt(Events.time("2026-03-06T09:30:00Z")));

    /** Label Friday 10:00, first scan Friday 18:00, delivered Monday 12:00. */
    @Test
    void timesRunFromCreationToDelivery() {
        ShipmentMetrics metrics = metrics(
                bought,
                shipment.tracked(
                        "2026-03-09T13:00:00Z",
                        "delivered",
                        scan("2026-03-06T11:00:00Z", "pre_transit"),
                        scan("2026-03-06T18:00:00Z", "in_transit"),
                        scan("2026-03-08T18:00:00Z", "in_transit"),
                        scan("2026-03-09T06:00:00Z", "out_for_delivery"),
                        scan("2026-03-09T12:00:00Z", "delivered")));

        assertThat(metrics.getCreationToPurchaseSeconds()).isEqualTo(1800);
        assertThat(metrics.getLabelToFirstScanSeconds()).isEqualTo(8 * 3600);
        assertThat(metrics.getFirstScanToDeliverySeconds()).isEqualTo(66 * 3600);
        assertThat(metrics.getTransitDays()).isEqualByComparingTo("2.75");
        assertThat(metrics.getTransitBusinessDays()).isEqualByComparingTo("0.75");
        assertThat(metrics.getActualDeliveryDays()).isEqualByComparingTo("3.08333");
        assertThat(metrics.getSecondsInStatus())
                .isEqualTo(Map.of("pre_transit", 7 * 3600L, "in_transit", 60 * 3600L, "out_for_delivery", 6 * 3600L));
        assertThat(metrics.getLongestScanGapSeconds()).isEqualTo(48 * 3600);
        assertThat(metrics.getTrackingUpdatesCount()).isEqualTo(5);
    }

    @Test
    void aScanBeforeTheLabelMakesTheIntervalUnknown() {
        ShipmentMetrics metrics = metrics(
                bought,
                shipment.tracked("2026-03-07T00:00:00Z", "in_transit", scan("2026-03-05T18:00:00Z", "in_transit")));

        assertThat(metrics.getLabelToFirstScanSeconds()).isNull();
        assertThat(metrics.getFirstScanToDeliverySeconds()).isNull();
        assertThat(metrics.getTransitDays()).isNull();
        assertThat(metrics.getActualDeliveryDays()).isNull();
    }

    @Test
    void theStatusThatLastsIsNotCounted() {
        ShipmentMetrics metrics = metrics(shipment.tracked(
                "2026-03-07T00:00:00Z",
                "in_transit",
                scan("2026-03-05T18:00:00Z", "in_transit"),
                scan("2026-03-06T18:00:00Z", "in_transit")));

        assertThat(metrics.getSecondsInStatus()).isEmpty();
        assertThat(metrics.getLongestScanGapSeconds()).isEqualTo(24 * 3600);
    }

    @Test
    void aStatusThatComesBackAddsUp() {
        ShipmentMetrics metrics = metrics(shipment.tracked(
                "2026-03-07T00:00:00Z",
                "delivered",
                scan("2026-03-05T10:00:00Z", "in_transit"),
                scan("2026-03-05T11:00:00Z", "failure"),
                scan("2026-03-05T13:00:00Z", "in_transit"),
                scan("2026-03-05T16:00:00Z", "delivered")));

        assertThat(metrics.getSecondsInStatus()).isEqualTo(Map.of("in_transit", 4 * 3600L, "failure", 2 * 3600L));
    }

    @Test
    void exceptionsAndAttemptsAreCountedByStatusAndDetail() {
        ShipmentMetrics metrics = metrics(shipment.tracked(
                "2026-03-07T00:00:00Z",
                "delivered",
                scan("2026-03-05T10:00:00Z", "in_transit", "weather_delay"),
                scan("2026-03-05T11:00:00Z", "failure", "delivery_exception"),
                scan("2026-03-05T13:00:00Z", "in_transit", "arrived_at_facility"),
                scan("2026-03-05T14:00:00Z", "out_for_delivery", "refused"),
                scan("2026-03-05T15:00:00Z", "error"),
                scan("2026-03-05T16:00:00Z", "delivered", "arrived_at_destination")));

        assertThat(metrics.getExceptionsCount()).isEqualTo(4);
        assertThat(metrics.getDeliveryAttempts()).isEqualTo(3);
    }

    @Test
    void oneScanHasNoGapAndNoneHasNothing() {
        assertThat(metrics(shipment.tracked("2026-03-07T00:00:00Z", "x", scan("2026-03-05T10:00:00Z", "in_transit")))
                        .getLongestScanGapSeconds())
                .isNull();
        assertThat(metrics(bought).getTrackingUpdatesCount()).isZero();
    }

    private ShipmentMetrics metrics(SpecificRecordBase... events) {
        return Metrics.of(shipment.row(events), 1);
    }
}
