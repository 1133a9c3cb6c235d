package dev.waybill.tracking.metrics;

import static dev.waybill.tracking.shipment.Events.date;
import static dev.waybill.tracking.shipment.Events.scan;
import static dev.waybill.tracking.shipment.Events.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.CarrierDetail;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingEvent;
import dev.waybill.tracking.shipment.Events;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** 2026-03-02 is a Monday. */
class PunctualityTest {

    private static final TrackingDetail MONDAY = scan("2026-03-02T18:00:00Z", "in_transit");

    private final Events shipment = Events.ofSomeShipment();
    private final ShipmentEvent threeDays = shipment.purchased("2026-03-02T09:00:00Z", rate -> rate.setDeliveryDays(3));

    @Test
    void theRatesDaysAreBusinessDays() {
        ShipmentEvent thursday = shipment.purchased("2026-03-05T09:00:00Z", rate -> rate.setDeliveryDays(3));

        assertThat(metrics(thursday).getPromisedDate()).isEqualTo(date("2026-03-10"));
        assertThat(metrics(threeDays).getPromisedDate()).isEqualTo(date("2026-03-05"));
        assertThat(metrics(threeDays).getOnTime()).isNull();
    }

    @Test
    void theRatesDateComesBeforeItsDays() {
        ShipmentEvent dated = shipment.purchased(
                "2026-03-02T09:00:00Z", rate -> rate.setDeliveryDays(3).setDeliveryDate(date("2026-03-07")));

        assertThat(metrics(dated, delivered("2026-03-07T10:00:00Z", MONDAY)).getPromisedDate())
                .isEqualTo(date("2026-03-07"));
    }

    /** Labelled on Monday, handed over on Friday: four business days later than promised, Thursday becomes Wednesday. */
    @Test
    void theShopsDelayMovesThePromise() {
        ShipmentMetrics metrics =
                metrics(threeDays, delivered("2026-03-11T23:30:00Z", scan("2026-03-06T18:00:00Z", "in_transit")));

        assertThat(metrics.getPromisedDate()).isEqualTo(date("2026-03-11"));
        assertThat(metrics.getOnTime()).isTrue();
        assertThat(metrics.getDaysLate()).isZero();
    }

    @Test
    void aDateMovesTooAndAcrossTheWeekend() {
        ShipmentEvent dated =
                shipment.purchased("2026-03-06T09:00:00Z", rate -> rate.setDeliveryDate(date("2026-03-10")));

        assertThat(metrics(dated, delivered("2026-03-11T10:00:00Z", scan("2026-03-09T18:00:00Z", "in_transit")))
                        .getPromisedDate())
                .isEqualTo(date("2026-03-11"));
    }

    /** Promised for Thursday, delivered on Monday: four calendar days. */
    @Test
    void lateDaysAreCalendarDays() {
        ShipmentMetrics metrics = metrics(threeDays, delivered("2026-03-09T10:00:00Z", MONDAY));

        assertThat(metrics.getOnTime()).isFalse();
        assertThat(metrics.getDaysLate()).isEqualTo(4);
        assertThat(metrics.getDeliveredDate()).isEqualTo(date("2026-03-09"));
    }

    @Test
    void withoutARatesPromiseTheFirstGuaranteeCountsThenTheFirstEstimate() {
        TrackingEvent estimate =
                shipment.tracker("2026-03-03T00:00:00Z", tracker -> tracker.setEstDeliveryDate(date("2026-03-06")));
        TrackingEvent moved =
                shipment.tracker("2026-03-05T00:00:00Z", tracker -> tracker.setEstDeliveryDate(date("2026-03-09")));
        TrackingEvent guarantee = shipment.tracker(
                "2026-03-04T00:00:00Z",
                tracker -> tracker.setCarrierDetail(CarrierDetail.newBuilder()
                        .setGuaranteedDeliveryDate(date("2026-03-07"))
                        .build()));

        assertThat(metrics(moved, estimate).getPromisedDate()).isEqualTo(date("2026-03-06"));
        assertThat(metrics(moved, estimate, guarantee).getPromisedDate()).isEqualTo(date("2026-03-07"));
        assertThat(metrics(moved, guarantee, threeDays).getPromisedDate()).isEqualTo(date("2026-03-05"));
        assertThat(metrics(shipment.told("2026-03-02T09:00:00Z", told -> told)).getPromisedDate())
                .isNull();
    }

    @Test
    void neitherGuaranteeNorEstimateIsMoved() {
        TrackingEvent late = tracker(
                "delivered",
                null,
                scan("2026-03-06T18:00:00Z", "in_transit"),
                scan("2026-03-09T09:00:00Z", "delivered"));
        TrackingEvent first =
                shipment.tracker("2026-03-03T00:00:00Z", tracker -> tracker.setEstDeliveryDate(date("2026-03-06")));

        ShipmentMetrics metrics = metrics(shipment.purchased("2026-03-02T09:00:00Z", rate -> rate), first, late);

        assertThat(metrics.getPromisedDate()).isEqualTo(date("2026-03-06"));
        assertThat(metrics.getDaysLate()).isEqualTo(3);
    }

    @Test
    void theDateIsTheOneWrittenAndNeverConverted() {
        ShipmentMetrics metrics = metrics(threeDays, delivered("2026-03-05T22:00:00-08:00", MONDAY));

        assertThat(metrics.getDeliveredAt()).isEqualTo(time("2026-03-06T06:00:00Z"));
        assertThat(metrics.getDeliveredDate()).isEqualTo(date("2026-03-05"));
        assertThat(metrics.getOnTime()).isTrue();
    }

    @Test
    void anAttemptInTimeIsEnough() {
        ShipmentMetrics metrics = metrics(
                threeDays,
                tracker("delivered", "2026-03-05T11:00:00Z", MONDAY, scan("2026-03-09T10:00:00Z", "delivered")));

        assertThat(metrics.getAttemptedDate()).isEqualTo(date("2026-03-05"));
        assertThat(metrics.getOnTime()).isTrue();
        assertThat(metrics.getDeliveredDate()).isEqualTo(date("2026-03-09"));
    }

    @Test
    void aDeliveryBeforeTheAttemptCountsAsAttempt() {
        ShipmentMetrics metrics = metrics(
                threeDays,
                tracker("delivered", "2026-03-09T11:00:00Z", MONDAY, scan("2026-03-05T10:00:00Z", "delivered")));

        assertThat(metrics.getAttemptedDate()).isEqualTo(date("2026-03-05"));
    }

    @Test
    void theLastDeliveredScanIsTheDelivery() {
        ShipmentMetrics metrics = metrics(
                threeDays,
                tracker(
                        "delivered",
                        null,
                        scan("2026-03-09T10:00:00Z", "delivered"),
                        MONDAY,
                        scan("2026-03-05T10:00:00Z", "delivered")));

        assertThat(metrics.getDeliveredAt()).isEqualTo(time("2026-03-09T10:00:00Z"));
    }

    @Test
    void aFailureWithoutAnAttemptIsDelayed() {
        ShipmentMetrics metrics = metrics(threeDays, tracker("return_to_sender", null, MONDAY));

        assertThat(metrics.getFinalStatus()).isEqualTo("failed");
        assertThat(metrics.getOnTime()).isFalse();
        assertThat(metrics.getDaysLate()).isNull();
    }

    @Test
    void aFailureAfterAnAttemptInTimeIsOnTime() {
        ShipmentMetrics metrics = metrics(threeDays, tracker("failure", "2026-03-04T11:00:00Z", MONDAY));

        assertThat(metrics.getOnTime()).isTrue();
    }

    @Test
    void withoutAPromiseNothingIsOnTime() {
        ShipmentMetrics metrics = metrics(delivered("2026-03-05T10:00:00Z", MONDAY));

        assertThat(metrics.getOnTime()).isNull();
        assertThat(metrics.getDaysLate()).isNull();
        assertThat(metrics.getAttemptedDate()).isEqualTo(date("2026-03-05"));
    }

    private TrackingEvent delivered(String at, TrackingDetail first) {
        return tracker("delivered", null, first, scan(at, "delivered"));
    }

    private TrackingEvent tracker(String status, @Nullable String attempt, TrackingDetail... scans) {
        return shipment.tracker(
                "2026-03-12T00:00:00Z",
                tracker -> tracker.setStatus(status)
                        .setTrackingDetails(List.of(scans))
                        .setCarrierDetail(
                                attempt == null
                                        ? null
                                        : CarrierDetail.newBuilder()
                                                .setInitialDeliveryAttempt(time(attempt))
                                                .setInitialDeliveryAttemptTold(attempt)
                                                .build()));
    }

    private ShipmentMetrics metrics(SpecificRecordBase... events) {
        return Metrics.of(shipment.row(events), 1);
    }
}
