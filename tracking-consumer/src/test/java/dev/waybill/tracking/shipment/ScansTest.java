package dev.waybill.tracking.shipment;

import static dev.waybill.tracking.shipment.Events.scan;
import static dev.waybill.tracking.shipment.Events.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingLocation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScansTest {

    private static final TrackingDetail FIRST = scan("2026-03-02T18:00:00Z", "in_transit");
    private static final TrackingDetail SECOND =
            scan("2026-03-03T18:00:00-08:00", "delivered", "arrived_at_destination");

    private final Events shipment = Events.ofSomeShipment();

    @Test
    void aScanBecomesARow() {
        TrackingDetail told = TrackingDetail.newBuilder(SECOND)
                .setCarrierCode("DL")
                .setSource("USPS")
                .setTrackingLocation(
                        TrackingLocation.newBuilder().setCity("CHARLESTON").build())
                .build();

        assertThat(scans(told))
                .singleElement()
                .returns("delivered", Scan::status)
                .returns("DL", Scan::carrierStatus)
                .returns(time("2026-03-04T02:00:00Z"), Scan::eventDatetime)
                .returns("2026-03-03T18:00:00-08:00", Scan::toldAs)
                .returns(new Scan.Location("CHARLESTON", null, null, null), Scan::trackingLocation)
                .satisfies(scan -> assertThat(scan.id().version()).isEqualTo(8));
    }

    @Test
    void anUnknownStatusIsUnknownAndNothingIsNoPlace() {
        TrackingDetail told = TrackingDetail.newBuilder(FIRST)
                .setStatus("teleported")
                .setTrackingLocation(TrackingLocation.newBuilder().setCity(" ").build())
                .build();

        assertThat(scans(told)).singleElement().returns("unknown", Scan::status).returns(null, Scan::trackingLocation);
    }

    @Test
    void aScanWithoutATimeIsNoRowAndATwinIsOne() {
        TrackingDetail timeless =
                TrackingDetail.newBuilder(FIRST).setDatetime(null).build();
        TrackingDetail twin = TrackingDetail.newBuilder(FIRST)
                .setMessage(" in_transit ")
                .setSource("")
                .build();

        assertThat(scans(FIRST, timeless, twin, SECOND)).hasSize(2);
    }

    @Test
    void theDifferenceIsWhatIsMissingAndWhatIsNoLongerTold() {
        ShipmentRow before = shipment.row(shipment.tracked("2026-03-05T00:00:00Z", "delivered", FIRST, SECOND));
        TrackingDetail third = scan("2026-03-04T18:00:00Z", "in_transit");
        ShipmentRow after =
                Events.fold(before, List.of(shipment.tracked("2026-03-06T00:00:00Z", "in_transit", FIRST, third)));

        ScanChange change = ScanChange.between(before, after, false);

        assertThat(change.written()).extracting(Scan::eventDatetime).containsExactly(third.getDatetime());
        assertThat(change.deleted()).extracting(Scan::eventDatetime).containsExactly(SECOND.getDatetime());
    }

    @Test
    void anOlderVersionWritesNothing() {
        ShipmentRow row = shipment.row(shipment.tracked("2026-03-05T00:00:00Z", "delivered", FIRST, SECOND));
        ShipmentRow same = Events.fold(row, List.of(shipment.tracked("2026-03-04T00:00:00Z", "in_transit", FIRST)));

        assertThat(ScanChange.between(row, same, false).isEmpty()).isTrue();
    }

    @Test
    void whatIsToldAgainIsWrittenAgain() {
        ShipmentRow row = shipment.row(shipment.tracked("2026-03-05T00:00:00Z", "delivered", FIRST, SECOND));

        assertThat(ScanChange.between(row, row, true).written()).hasSize(2);
        assertThat(ScanChange.between(row, row, true).deleted()).isEmpty();
    }

    @Test
    void anotherDescriptionIsTheSameScanWrittenAgain() {
        TrackingDetail described =
                TrackingDetail.newBuilder(FIRST).setDescription("x").build();
        ShipmentRow before = shipment.row(shipment.tracked("2026-03-05T00:00:00Z", "in_transit", FIRST));
        ShipmentRow after =
                Events.fold(before, List.of(shipment.tracked("2026-03-06T00:00:00Z", "in_transit", described)));

        ScanChange change = ScanChange.between(before, after, false);

        assertThat(change.written()).extracting(Scan::description).containsExactly("x");
        assertThat(change.deleted()).isEmpty();
    }

    @Test
    void scansAreTheSameWhenTheirIdsAre() {
        List<Scan> variants = new ArrayList<>();
        for (String message : new String[] {null, "", " ", "Arrived", "Arrived "}) {
            for (TrackingLocation place : List.of(
                    place(null, null), place(" ", ""), place("A", "B"), place("A\nB", null), place("A ", " B"))) {
                variants.addAll(scans(TrackingDetail.newBuilder(FIRST)
                        .setMessage(message)
                        .setTrackingLocation(place)
                        .build()));
            }
        }

        for (Scan one : variants) {
            for (Scan other : variants) {
                assertThat(one.identity().equals(other.identity()))
                        .as("%s and %s", one, other)
                        .isEqualTo(one.id().equals(other.id()));
            }
        }
        assertThat(variants.stream().map(Scan::id).distinct()).hasSize(4);
    }

    private static TrackingLocation place(@Nullable String city, @Nullable String state) {
        return TrackingLocation.newBuilder().setCity(city).setState(state).build();
    }

    private List<Scan> scans(TrackingDetail... told) {
        return Scans.of(shipment.row(shipment.tracked("2026-03-05T00:00:00Z", "in_transit", told)));
    }
}
