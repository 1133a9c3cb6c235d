package dev.waybill.tracking.metrics;

import static dev.waybill.tracking.shipment.Events.scan;
import static dev.waybill.tracking.shipment.Events.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.TrackingDetail;
import dev.waybill.tracking.shipment.Events;
import dev.waybill.tracking.shipment.ShipmentRow;
import org.junit.jupiter.api.Test;

class StatusTest {

    private static final TrackingDetail MOVING = scan("2026-03-03T12:00:00Z", "in_transit");

    private final Events shipment = Events.ofSomeShipment();
    private final ShipmentEvent quote = shipment.told("2026-03-02T08:00:00Z", told -> told);
    private final ShipmentEvent bought = shipment.purchased("2026-03-02T09:00:00Z", rate -> rate);
    private final ShipmentEvent refunded = shipment.refunded("2026-03-05T00:00:00Z", "refunded");

    @Test
    void aShipmentIsCreatedThenPurchased() {
        assertThat(status(shipment.row(quote)).name()).isEqualTo("created");
        assertThat(status(shipment.row(quote, bought)))
                .isEqualTo(new Status("purchased", time("2026-03-02T09:00:00Z")));
    }

    @Test
    void theTrackersStatusCountsUnlessItIsUnknown() {
        assertThat(status(shipment.row(bought, shipment.tracked("2026-03-04T00:00:00Z", "in_transit", MOVING))))
                .isEqualTo(new Status("in_transit", time("2026-03-03T12:00:00Z")));
        assertThat(status(shipment.row(bought, shipment.tracked("2026-03-04T00:00:00Z", "pre_transit"))))
                .isEqualTo(new Status("pre_transit", time("2026-03-04T00:00:00Z")));
        assertThat(status(shipment.row(bought, shipment.tracked("2026-03-04T00:00:00Z", "unknown")))
                        .name())
                .isEqualTo("purchased");
        assertThat(status(shipment.row(quote, shipment.tracked("2026-03-04T00:00:00Z", "a_new_one")))
                        .name())
                .isEqualTo("purchased");
    }

    @Test
    void refundedBeatsPreTransitAndNothingFurther() {
        assertThat(status(shipment.row(bought, refunded, shipment.tracked("2026-03-04T00:00:00Z", "pre_transit"))))
                .isEqualTo(new Status("refunded", time("2026-03-05T00:00:00Z")));
        assertThat(status(shipment.row(refunded)).name()).isEqualTo("refunded");
        assertThat(status(shipment.row(bought, refunded, shipment.tracked("2026-03-04T00:00:00Z", "in_transit")))
                        .name())
                .isEqualTo("in_transit");
    }

    @Test
    void aRefundThatIsOnlySubmittedChangesNothing() {
        assertThat(status(shipment.row(bought, shipment.refunded("2026-03-05T00:00:00Z", "submitted")))
                        .name())
                .isEqualTo("purchased");
    }

    @Test
    void theNewerOfTwoRefundStatusesCountsAndTheFurtherOfOneTime() {
        ShipmentEvent submitted = shipment.told("2026-03-05T00:00:00Z", told -> told.setRefundStatus("submitted"));
        ShipmentEvent rejected = shipment.told("2026-03-06T00:00:00Z", told -> told.setRefundStatus("rejected"));

        assertThat(RefundStatus.of(shipment.row(submitted, refunded)))
                .isEqualTo(new RefundStatus("refunded", time("2026-03-05T00:00:00Z")));
        assertThat(RefundStatus.of(shipment.row(rejected, refunded)))
                .isEqualTo(new RefundStatus("rejected", time("2026-03-06T00:00:00Z")));
        assertThat(RefundStatus.of(shipment.row(bought))).isNull();
    }

    @Test
    void aTrackerWithoutAShipmentIsUnknownUntilItTells() {
        Events tracker = Events.of("trk_1");

        assertThat(status(tracker.row(tracker.tracked("2026-03-04T00:00:00Z", "unknown"))))
                .isEqualTo(new Status("unknown", time("2026-03-04T00:00:00Z")));
        assertThat(status(ShipmentRow.named("shp_1"))).isEqualTo(new Status("unknown", null));
    }

    private static Status status(ShipmentRow row) {
        return Status.of(row, History.of(row));
    }
}
