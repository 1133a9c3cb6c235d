package dev.waybill.tracking.metrics;

import static dev.waybill.tracking.shipment.Events.date;
import static dev.waybill.tracking.shipment.Events.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.AddressSummary;
import dev.waybill.events.CarrierDetail;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.TrackingLocation;
import dev.waybill.tracking.shipment.Events;
import dev.waybill.tracking.shipment.RecordedEvents;
import dev.waybill.tracking.shipment.ShipmentRow;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Events shipment = Events.ofSomeShipment();
    private final ShipmentEvent bought = shipment.purchased("2026-03-02T23:30:00-05:00", rate -> rate);

    @Test
    void aQuoteIsNotCounted() {
        ShipmentMetrics metrics = metrics(shipment.told("2026-03-02T09:00:00Z", told -> told));

        assertThat(metrics.getCounted()).isFalse();
        assertThat(metrics.getShippedOn()).isNull();
        assertThat(metrics.getCarrier()).isEqualTo("unknown");
        assertThat(metrics.getService()).isEqualTo("unknown");
    }

    @Test
    void aPurchaseIsCountedOnTheUtcDateOfItsLabel() {
        ShipmentMetrics metrics = metrics(bought, shipment.tracked("2026-03-05T00:00:00Z", "in_transit"));

        assertThat(metrics.getCounted()).isTrue();
        assertThat(metrics.getShippedOn()).isEqualTo(date("2026-03-03"));
        assertThat(metrics.getFinalStatus()).isNull();
        assertThat(metrics.getRevision()).isEqualTo(7);
    }

    @Test
    void aTrackerAloneIsCountedOnTheDateOfItsCreation() {
        ShipmentMetrics metrics = metrics(shipment.tracked("2026-03-05T00:00:00Z", "delivered"));

        assertThat(metrics.getCounted()).isTrue();
        assertThat(metrics.getShippedOn()).isEqualTo(date("2026-03-02"));
        assertThat(metrics.getFinalStatus()).isEqualTo("delivered");
    }

    @Test
    void whatIsRefundedCancelledOrDeletedLeaves() {
        TrackingEvent delivered = shipment.tracked("2026-03-05T00:00:00Z", "delivered");

        assertThat(metrics(bought, shipment.refunded("2026-03-03T00:00:00Z", "refunded"))
                        .getCounted())
                .isFalse();
        assertThat(metrics(bought, shipment.tracked("2026-03-05T00:00:00Z", "cancelled"))
                        .getCounted())
                .isFalse();
        assertThat(metrics(delivered, shipment.deleted("2026-03-06T00:00:00Z")))
                .returns(false, ShipmentMetrics::getCounted)
                .returns(true, ShipmentMetrics::getDeleted)
                .returns("delivered", ShipmentMetrics::getStatus)
                .returns(null, ShipmentMetrics::getFinalStatus);
        assertThat(metrics(
                                delivered,
                                shipment.deleted("2026-03-06T00:00:00Z"),
                                shipment.restored("2026-03-07T00:00:00Z"))
                        .getCounted())
                .isTrue();
    }

    @Test
    void carrierAndServiceHaveOneName() {
        ShipmentEvent told = shipment.purchased(
                "2026-03-02T09:00:00Z", rate -> rate.setCarrier("UPSDAP").setService("Ground"));
        TrackingEvent tracker = shipment.tracker(
                "2026-03-03T09:00:00Z",
                with -> with.setCarrierDetail(CarrierDetail.newBuilder()
                        .setService("First-Class Package Service")
                        .build()));

        assertThat(metrics(told).getCarrier()).isEqualTo("UPS");
        assertThat(metrics(told, tracker).getCarrier()).isEqualTo("USPS");
        assertThat(metrics(told, tracker).getService()).isEqualTo("Ground");
        assertThat(metrics(tracker).getService()).isEqualTo("GroundAdvantage");
    }

    @Test
    void endsAreTheAddressesElseWhatTheCarrierSays() {
        ShipmentEvent told = shipment.told(
                "2026-03-02T09:00:00Z",
                with -> with.setFromAddress(AddressSummary.newBuilder()
                        .setId("adr_1")
                        .setCity("Redondo Beach")
                        .setState("CA")
                        .setPostalPrefix("902")
                        .setCountry("us")
                        .build()));
        TrackingEvent tracker = shipment.tracker(
                "2026-03-03T09:00:00Z",
                with -> with.setCarrierDetail(CarrierDetail.newBuilder()
                        .setOriginTrackingLocation(location("NORTH HOUSTON", "TX", "77315"))
                        .setDestinationTrackingLocation(location("CHARLESTON", "SC", "29407"))
                        .build()));

        assertThat(metrics(told, tracker))
                .returns("US", ShipmentMetrics::getOriginCountry)
                .returns("902", ShipmentMetrics::getOriginPostalPrefix)
                .returns("SC", ShipmentMetrics::getDestinationState)
                .returns("294", ShipmentMetrics::getDestinationPostalPrefix)
                .returns(null, ShipmentMetrics::getDestinationCountry);
        assertThat(metrics(told, tracker).getDistanceKm().doubleValue()).isBetween(3450.0, 3650.0);
        assertThat(metrics(told).getDistanceKm()).isNull();
    }

    @Test
    void aRecordedParcelHasTheFiguresWorkedOutByHand() {
        TrackingEvent recorded = RecordedEvents.trackers().get(0);
        Events events = Events.of(recorded.getShipmentId());

        ShipmentMetrics metrics = Metrics.of(events.row(recorded), 1);

        assertThat(metrics)
                .returns("USPS", ShipmentMetrics::getCarrier)
                .returns("GroundAdvantage", ShipmentMetrics::getService)
                .returns("delivered", ShipmentMetrics::getFinalStatus)
                .returns(date("2024-07-23"), ShipmentMetrics::getShippedOn)
                .returns(date("2024-07-23"), ShipmentMetrics::getPromisedDate)
                .returns(date("2024-06-26"), ShipmentMetrics::getAttemptedDate)
                .returns(true, ShipmentMetrics::getOnTime)
                .returns(8, ShipmentMetrics::getTrackingUpdatesCount)
                .returns(1, ShipmentMetrics::getDeliveryAttempts)
                .returns(0, ShipmentMetrics::getExceptionsCount)
                // 2024-06-24T20:01:43Z to 2024-06-26T11:10:43Z: 39 h 9 min
                .returns(140_940L, ShipmentMetrics::getFirstScanToDeliverySeconds)
                // COLUMBIA after NORTH HOUSTON: 25 h 36 min
                .returns(92_160L, ShipmentMetrics::getLongestScanGapSeconds);
        assertThat(metrics.getTransitDays()).isEqualByComparingTo("1.63125");
        assertThat(metrics.getTransitBusinessDays()).isEqualByComparingTo("1.63125");
    }

    @Test
    void ofNothingEverythingIsUnknown() {
        assertThat(Metrics.of(ShipmentRow.named("shp_1"), 0))
                .returns("unknown", ShipmentMetrics::getMode)
                .returns("unknown", ShipmentMetrics::getStatus)
                .returns(false, ShipmentMetrics::getCounted);
    }

    @Test
    void theScansOfAVersionAreCountedOnce() {
        ShipmentMetrics metrics = metrics(shipment.tracked(
                "2026-03-05T00:00:00Z",
                "in_transit",
                scan("2026-03-04T00:00:00Z", "in_transit"),
                scan("2026-03-04T00:00:00Z", "in_transit")));

        assertThat(metrics.getTrackingUpdatesCount()).isEqualTo(1);
    }

    private static TrackingLocation location(String city, String state, String zip) {
        return TrackingLocation.newBuilder()
                .setCity(city)
                .setState(state)
                .setZip(zip)
                .build();
    }

    private ShipmentMetrics metrics(SpecificRecordBase... events) {
        return Metrics.of(shipment.row(events), 7);
    }
}
