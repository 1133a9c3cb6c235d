package dev.waybill.analytics.attention;

import static dev.waybill.analytics.Shipments.decimal;
import static dev.waybill.analytics.Shipments.delivered;
import static dev.waybill.analytics.Shipments.inTransit;
import static dev.waybill.events.AttentionReason.AT_RISK;
import static dev.waybill.events.AttentionReason.FAILED;
import static dev.waybill.events.AttentionReason.LATE;
import static dev.waybill.events.AttentionReason.NEVER_SCANNED;
import static dev.waybill.events.AttentionReason.PRESUMED_LOST;
import static dev.waybill.events.AttentionReason.REINVOICED;
import static dev.waybill.events.AttentionReason.RETURNED;
import static dev.waybill.events.AttentionReason.STALLED;
import static dev.waybill.events.AttentionReason.WAITING_FOR_PICKUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.AttentionReason;
import dev.waybill.events.ShipmentMetrics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReasonsTest {

    private static final Instant TOLD = Instant.parse("2024-08-01T10:00:00Z");
    private static final Instant SCAN = Instant.parse("2024-07-31T10:00:00Z");

    @Test
    void aPromiseIsBrokenWhenItsDayIsOverEverywhere() {
        ShipmentMetrics.Builder promised = inTransit("shp_1").setPromisedDate(LocalDate.of(2024, 8, 2));

        assertThat(reasons(promised)).containsOnly(Map.entry(LATE, Instant.parse("2024-08-03T12:00:00Z")));
        assertThat(reasons(promised.setAttemptedDate(LocalDate.of(2024, 8, 2)))).isEmpty();
        assertThat(reasons(delivered("shp_1", "9", false).setPromisedDate(LocalDate.of(2024, 8, 2))))
                .isEmpty();
    }

    @Test
    void anEstimateAfterThePromiseIsARisk() {
        ShipmentMetrics.Builder promised = inTransit("shp_1").setPromisedDate(LocalDate.of(2024, 8, 2));

        assertThat(reasons(promised.setEstimatedDate(LocalDate.of(2024, 8, 3)))).containsEntry(AT_RISK, TOLD);
        assertThat(reasons(promised.setEstimatedDate(LocalDate.of(2024, 8, 2)))).doesNotContainKey(AT_RISK);
        assertThat(reasons(inTransit("shp_1").setEstimatedDate(LocalDate.of(2024, 8, 3))))
                .isEmpty();
    }

    @Test
    void aStandstillIsMeasuredByTheCarriersOwnGaps() {
        ShipmentMetrics.Builder moving = inTransit("shp_1").setNewestScanAt(SCAN);

        assertThat(all(moving))
                .containsOnly(
                        Map.entry(STALLED, Instant.parse("2024-08-02T10:00:00Z")),
                        Map.entry(PRESUMED_LOST, Instant.parse("2024-08-14T10:00:00Z")));
        assertThat(Reasons.of(moving.build(), () -> 12L, TOLD))
                .as("never sooner than two days")
                .containsEntry(STALLED, Instant.parse("2024-08-02T10:00:00Z"));
        assertThat(Reasons.of(moving.build(), () -> 240L, TOLD))
                .containsOnly(
                        Map.entry(STALLED, Instant.parse("2024-08-10T10:00:00Z")),
                        Map.entry(PRESUMED_LOST, Instant.parse("2024-08-30T10:00:00Z")));
    }

    @Test
    void aParcelWaitsForPickUpFromWhenItBeganTo() {
        assertThat(reasons(inTransit("shp_1")
                        .setStatus("available_for_pickup")
                        .setStatusSince(SCAN)
                        .setNewestScanAt(TOLD)))
                .containsOnly(Map.entry(WAITING_FOR_PICKUP, Instant.parse("2024-08-05T10:00:00Z")));
    }

    @Test
    void aLabelThatNobodyScans() {
        for (String status : new String[] {"purchased", "pre_transit", "unknown"}) {
            assertThat(reasons(inTransit("shp_1").setStatus(status)))
                    .as(status)
                    .containsOnly(Map.entry(NEVER_SCANNED, Instant.parse("2024-08-02T00:00:00Z")));
        }
    }

    @Test
    void whatHasFailedOrComesBack() {
        ShipmentMetrics.Builder over =
                inTransit("shp_1").setFinalStatus("failed").setStatusSince(SCAN).setNewestScanAt(SCAN);

        assertThat(reasons(over.setStatus("failure"))).containsOnly(Map.entry(FAILED, SCAN));
        assertThat(reasons(over.setStatus("error"))).containsOnly(Map.entry(FAILED, SCAN));
        assertThat(reasons(over.setStatus("return_to_sender"))).containsOnly(Map.entry(RETURNED, SCAN));
    }

    @Test
    void aReinvoiceAboveTheQuoteEvenOfWhatWasDelivered() {
        assertThat(reasons(delivered("shp_1", "2", true).setAdjustment(decimal("0.01"))))
                .containsOnly(Map.entry(REINVOICED, TOLD));
        assertThat(reasons(delivered("shp_1", "2", true).setAdjustment(decimal("-1"))))
                .isEmpty();
        assertThat(reasons(delivered("shp_1", "2", true).setAdjustment(decimal("0"))))
                .isEmpty();
    }

    @Test
    void whatIsNotCountedOrDeletedNeedsNoAttention() {
        ShipmentMetrics.Builder late =
                inTransit("shp_1").setPromisedDate(LocalDate.of(2024, 8, 2)).setAdjustment(decimal("1"));

        assertThat(reasons(late.setCounted(false))).isEmpty();
        assertThat(reasons(late.setCounted(true).setDeleted(true))).isEmpty();
    }

    @Test
    void aReturnLabelAndARefundedOneAreNotWaitedFor() {
        ShipmentMetrics.Builder late = inTransit("shp_1").setPromisedDate(LocalDate.of(2024, 8, 2));
        ShipmentMetrics.Builder label = inTransit("shp_2").setStatus("pre_transit");

        assertThat(reasons(late.setIsReturn(true))).isEmpty();
        assertThat(reasons(late.setIsReturn(false).setRefundStatus("submitted")))
                .isEmpty();
        assertThat(reasons(late.setRefundStatus("rejected"))).containsKey(LATE);
        assertThat(reasons(label.setIsReturn(true))).isEmpty();
        assertThat(reasons(label.setIsReturn(false).setRefundStatus("refunded")))
                .isEmpty();
    }

    @Test
    void whatWasTriedOrWaitsToBePickedUpIsNotLate() {
        ShipmentMetrics.Builder late = inTransit("shp_1").setPromisedDate(LocalDate.of(2024, 8, 2));

        assertThat(reasons(late.setDeliveryAttempts(1))).isEmpty();
        assertThat(reasons(late.setDeliveryAttempts(0).setStatus("available_for_pickup")))
                .doesNotContainKey(LATE);
    }

    @Test
    void nothingIsFromTheTimeToCome() {
        assertThat(all(inTransit("shp_1").setNewestScanAt(Instant.parse("2042-01-01T00:00:00Z"))))
                .containsEntry(STALLED, TOLD.plus(Reasons.LEAST_STALL));
        assertThat(all(inTransit("shp_1").setStatusAt(null)))
                .as("no time at all")
                .containsEntry(STALLED, TOLD.plus(Reasons.LEAST_STALL));
        assertThat(all(inTransit("shp_1")))
                .as("of snapshots that do not tell the scan")
                .containsEntry(STALLED, SCAN.plus(Reasons.LEAST_STALL));
        assertThat(reasons(inTransit("shp_1")
                        .setFinalStatus("failed")
                        .setStatus("failure")
                        .setStatusSince(TOLD.plusSeconds(7200))))
                .containsOnly(Map.entry(FAILED, TOLD));
    }

    @Test
    void aReinvoiceIsFromWhenItWasTold() {
        assertThat(reasons(delivered("shp_1", "2", true)
                        .setAdjustment(decimal("0.01"))
                        .setInvoicedAt(SCAN)))
                .containsOnly(Map.entry(REINVOICED, SCAN));
    }

    /** All but those of a standstill, which every parcel on its way gives. */
    private static Map<AttentionReason, Instant> reasons(ShipmentMetrics.Builder shipment) {
        Map<AttentionReason, Instant> reasons = all(shipment);
        reasons.remove(STALLED);
        reasons.remove(PRESUMED_LOST);
        return reasons;
    }

    private static Map<AttentionReason, Instant> all(ShipmentMetrics.Builder shipment) {
        return Reasons.of(shipment.build(), () -> null, TOLD);
    }
}
