package dev.waybill.tracking.shipment;

import static dev.waybill.tracking.shipment.Events.scan;
import static dev.waybill.tracking.shipment.Events.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waybill.events.CarrierDetail;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.events.Source;
import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.TrackingLocation;
import dev.waybill.events.Version;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FoldTest {

    private final Events shipment = Events.ofSomeShipment();

    @Test
    void theNewerVersionReplacesTheOlderWhole() {
        ShipmentEvent older = shipment.told(
                "2026-03-02T09:00:00Z", told -> told.setReference("A").setBatchId("batch_1"));
        ShipmentEvent newer = shipment.told("2026-03-02T10:00:00Z", told -> told.setReference("B"));

        ShipmentRow row = shipment.row(newer, older);

        assertThat(row.shipment()).isEqualTo(newer.getShipment());
        assertThat(row).isEqualTo(shipment.row(older, newer));
    }

    @Test
    void theBetterReaderWinsAtTheSameTime() {
        ShipmentEvent fixed = shipment.told("2026-03-02T09:00:00Z", told -> told.setReference("fixed"));
        Version second = Version.newBuilder(fixed.getVersion())
                .setNormalizerVersion(2)
                .setHash("")
                .build();
        ShipmentEvent wins = ShipmentEvent.newBuilder(fixed).setVersion(second).build();
        ShipmentEvent loses = shipment.told("2026-03-02T09:00:00Z", told -> told.setReference("wrong"));

        assertThat(shipment.row(wins, loses)).isEqualTo(shipment.row(loses, wins));
        assertThat(shipment.row(wins, loses).shipment()).isEqualTo(fixed.getShipment());
    }

    @Test
    void theHigherRankWinsAtTheSameTimeAndTheHashDecidesTheRest() {
        TrackingDetail first = scan("2026-03-02T12:00:00Z", "pre_transit");
        TrackingDetail second = scan("2026-03-03T12:00:00Z", "in_transit");
        TrackingEvent one = shipment.tracked("2026-03-04T00:00:00Z", "in_transit", first, second);
        TrackingEvent other = shipment.tracked("2026-03-04T00:00:00Z", "pre_transit", first);
        TrackingEvent twin = shipment.tracked("2026-03-04T00:00:00Z", "unknown", first);

        assertThat(shipment.row(one, other).tracker()).isEqualTo(one.getTracker());
        assertThat(shipment.row(other, one).tracker()).isEqualTo(one.getTracker());
        assertThat(shipment.row(other, twin)).isEqualTo(shipment.row(twin, other));
    }

    @Test
    void threeVersionsWhoseScanTimesShiftLeaveTheScansOfTheNewest() {
        TrackingEvent[] versions = new TrackingEvent[3];
        for (int version = 0; version < 3; version++) {
            String second = ":0" + version + "Z";
            TrackingDetail[] scans = new TrackingDetail[8];
            for (int scan = 0; scan < 8; scan++) {
                scans[scan] =
                        scan("2026-03-0" + (scan + 1) + "T12:00" + second, scan == 7 ? "delivered" : "in_transit");
            }
            versions[version] = shipment.tracked("2026-03-10T00:00" + second, "delivered", scans);
        }

        assertThat(Scans.of(shipment.row(versions)))
                .hasSize(8)
                .extracting(Scan::eventDatetime)
                .allMatch(at -> at.toString().endsWith(":02Z"));
        assertThat(shipment.row(versions[2], versions[0], versions[1])).isEqualTo(shipment.row(versions));
    }

    @Test
    void aScanTakenBackIsGone() {
        TrackingDetail moving = scan("2026-03-03T12:00:00Z", "in_transit");
        TrackingEvent delivered = shipment.tracked(
                "2026-03-04T00:00:00Z", "delivered", moving, scan("2026-03-03T18:00:00Z", "delivered"));
        TrackingEvent corrected = shipment.tracked("2026-03-04T01:00:00Z", "in_transit", moving);

        assertThat(Scans.of(shipment.row(delivered, corrected)))
                .extracting(Scan::status)
                .containsExactly("in_transit");
        assertThat(shipment.row(corrected, delivered)).isEqualTo(shipment.row(delivered, corrected));
    }

    @Test
    void aRefundMayComeBeforeItsShipment() {
        ShipmentEvent refund = shipment.refunded("2026-03-05T00:00:00Z", "refunded");
        ShipmentEvent told = shipment.told("2026-03-02T09:00:00Z", with -> with.setReference("A"));

        ShipmentRow row = shipment.row(refund, told);

        assertThat(row.refund()).isEqualTo(refund.getRefund());
        assertThat(row.shipment()).isEqualTo(told.getShipment());
        assertThat(row).isEqualTo(shipment.row(told, refund));
    }

    @Test
    void aRowOfTheYear9999IsNewerThanAllAndStaysInOrder() {
        TrackingEvent pinned = shipment.tracked("9999-12-31T23:59:59Z", "in_transit");
        TrackingEvent honest =
                shipment.tracked("2026-03-04T00:00:00Z", "delivered", scan("2026-03-03T18:00:00Z", "delivered"));

        assertThat(shipment.row(pinned, honest).tracker()).isEqualTo(pinned.getTracker());
        assertThat(shipment.row(honest, pinned)).isEqualTo(shipment.row(pinned, honest));
    }

    @Test
    void deletionAndRestorationFollowTheirTimes() {
        ShipmentEvent deleted = shipment.deleted("2026-03-02T09:00:00Z");
        ShipmentEvent restored = shipment.restored("2026-03-02T10:00:00Z");

        assertThat(shipment.row(deleted).deleted()).isTrue();
        assertThat(shipment.row(restored, deleted).deleted()).isFalse();
        assertThat(shipment.row(restored, shipment.deleted("2026-03-02T11:00:00Z"))
                        .deleted())
                .isTrue();
    }

    @Test
    void ofDeletionAndRestorationWithOneVersionRestorationWins() {
        ShipmentEvent deleted = shipment.deleted("2026-03-02T09:00:00Z");
        ShipmentEvent restored = shipment.restored("2026-03-02T09:00:00Z");

        assertThat(shipment.row(deleted, restored)).isEqualTo(shipment.row(restored, deleted));
        assertThat(shipment.row(restored, deleted, deleted).deleted()).isFalse();
    }

    @Test
    void theFirstPromisesAreTheEarliestTold() {
        TrackingEvent first = promising("2026-03-02T09:00:00Z", "2026-03-06", "2026-03-09");
        TrackingEvent moved = promising("2026-03-05T09:00:00Z", "2026-03-04", "2026-03-05");

        ShipmentRow row = shipment.row(moved, first);

        assertThat(row.firstPromises().estimate())
                .isEqualTo(new FirstPromise(time("2026-03-02T09:00:00Z"), 1, LocalDate.parse("2026-03-06")));
        assertThat(row.firstPromises().guarantee())
                .isEqualTo(new FirstPromise(time("2026-03-02T09:00:00Z"), 1, LocalDate.parse("2026-03-09")));
        assertThat(row).isEqualTo(shipment.row(first, moved));
    }

    @Test
    void aFirstPromiseIsAsTheNewestNormalizerReadsIt() {
        TrackingEvent misread = promising("2026-03-02T09:00:00Z", "2026-03-02", "2026-03-03");
        TrackingEvent read = promising("2026-03-02T09:00:00Z", "2026-03-06", "2026-03-09");
        read.getVersion().put("normalizer_version", 2);

        assertThat(shipment.row(read, misread).firstPromises().estimate())
                .isEqualTo(shipment.row(misread, read).firstPromises().estimate())
                .isEqualTo(new FirstPromise(time("2026-03-02T09:00:00Z"), 2, LocalDate.parse("2026-03-06")));
    }

    @Test
    void theAccountAndTheModeAreKeptOnceKnown() {
        ShipmentEvent webhook = from(shipment.told("2026-03-02T09:00:00Z", told -> told), "test", "user_1");
        ShipmentEvent fetched = from(shipment.told("2026-03-03T09:00:00Z", told -> told), "unknown", null);

        assertThat(shipment.row(webhook, fetched)).isEqualTo(shipment.row(fetched, webhook));
        assertThat(shipment.row(webhook, fetched).account()).isEqualTo("user_1");
        assertThat(shipment.row(webhook, fetched).mode()).isEqualTo("test");
        assertThat(shipment.row(fetched).mode()).isEqualTo("unknown");
    }

    @Test
    void aVersionToldTwiceKeepsItsFirstArrival() {
        ShipmentEvent first = shipment.told("2026-03-02T09:00:00Z", told -> told);
        ShipmentEvent again = ShipmentEvent.newBuilder(first)
                .setEnvelope(Events.envelope("2026-03-09T09:00:00Z")
                        .setSource(Source.FETCHED)
                        .build())
                .build();

        assertThat(shipment.row(first, again)).isEqualTo(shipment.row(again, first));
        assertThat(shipment.row(again, first).newestArrival())
                .isEqualTo(new Arrival(time("2026-03-02T09:01:00Z"), Source.WEBHOOK));
    }

    @Test
    void nothingToldIsTheNamedRow() {
        assertThat(ShipmentRow.named("shp_1").newestArrival()).isNull();
        assertThat(Scans.of(ShipmentRow.named("shp_1"))).isEmpty();
    }

    @Test
    void charactersThatCannotBeStoredAreStrippedAndNoted() {
        ShipmentEvent event = shipment.told(
                "2026-03-02T09:00:00Z",
                told -> told.setReference("A\0B")
                        .setOptions("{\"a\":\"\\u0000x\"}")
                        .setStatus("fine"));

        Facet<?> told = shipment.row(event).facets().told();

        assertThat(Objects.requireNonNull(told).stripped()).containsExactly("reference", "options");
        assertThat(shipment.row(event).shipment())
                .satisfies(kept -> assertThat(kept.getReference()).isEqualTo("AB"))
                .satisfies(kept -> assertThat(kept.getOptions()).isEqualTo("{\"a\":\"x\"}"));
        assertThat(event.getShipment().getReference()).isEqualTo("A\0B");
    }

    @Test
    void whereSomethingWasStrippedIsNotedToTheLastField() {
        TrackingDetail odd = TrackingDetail.newBuilder(scan("2026-03-03T09:00:00Z", "in_transit"))
                .setMessage("in\0side")
                .setTrackingLocation(
                        TrackingLocation.newBuilder().setCity("Ber\0lin").build())
                .build();
        ShipmentRow row = shipment.row(shipment.tracked(
                "2026-03-03T10:00:00Z", "in_transit", scan("2026-03-02T09:00:00Z", "pre_transit"), odd));

        assertThat(Objects.requireNonNull(row.facets().tracker()).stripped())
                .containsExactly("tracking_details[1].message", "tracking_details[1].tracking_location.city");
        assertThat(Scans.of(row).get(1))
                .returns("inside", Scan::message)
                .returns(new Scan.Location("Berlin", null, null, null), Scan::trackingLocation);
    }

    @Test
    void whatIsNoEventOfThisShipmentIsRefused() {
        ShipmentEvent event = shipment.told("2026-03-02T09:00:00Z", told -> told);
        ShipmentEvent unknown = ShipmentEvent.newBuilder(event)
                .setKind(ShipmentEventKind.UNKNOWN)
                .build();
        ShipmentEvent empty = ShipmentEvent.newBuilder(event)
                .setKind(ShipmentEventKind.INVOICED)
                .build();

        assertThatIllegalArgumentException().isThrownBy(() -> Fold.apply(ShipmentRow.named("shp_other"), event));
        assertThatIllegalArgumentException().isThrownBy(() -> shipment.row(unknown));
        assertThatIllegalArgumentException().isThrownBy(() -> shipment.row(empty));
    }

    @Test
    void whatIsMissingInAVersionIsLess() {
        Version without = Version.newBuilder()
                .setUpdatedAt(time("2026-03-02T09:00:00Z"))
                .setNormalizerVersion(1)
                .setRank(0)
                .setHash("f")
                .build();
        Version with = Version.newBuilder(without)
                .setNewestScanAt(time("1970-01-01T00:00:00Z"))
                .setHash("0")
                .build();

        assertThat(List.of(with, without).stream().sorted(Versions.ORDER)).containsExactly(without, with);
    }

    private TrackingEvent promising(String updatedAt, String estimate, String guarantee) {
        return shipment.tracker(
                updatedAt,
                tracker -> tracker.setEstDeliveryDate(LocalDate.parse(estimate))
                        .setCarrierDetail(CarrierDetail.newBuilder()
                                .setGuaranteedDeliveryDate(LocalDate.parse(guarantee))
                                .build()));
    }

    private static ShipmentEvent from(ShipmentEvent event, String mode, @Nullable String account) {
        return ShipmentEvent.newBuilder(event)
                .setEnvelope(Events.envelope("2026-03-02T09:00:00Z")
                        .setMode(mode)
                        .setAccount(account)
                        .build())
                .build();
    }
}
