package dev.waybill.tracking.metrics;

import static dev.waybill.tracking.shipment.Events.date;
import static dev.waybill.tracking.shipment.Events.money;
import static dev.waybill.tracking.shipment.Events.scan;
import static dev.waybill.tracking.shipment.Events.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.AddressSummary;
import dev.waybill.events.Parcel;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.TrackingEvent;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.tracking.shipment.Events;
import dev.waybill.tracking.shipment.RecordedEvents;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DerivedColumnsTest {

    private final Events shipment = Events.ofSomeShipment();

    @Test
    void aRecordedShipmentHasTheColumnsWrittenDownByHand() {
        ShipmentEvent recorded = RecordedEvents.shipments().get(0);

        DerivedColumns columns =
                DerivedColumns.of(Events.of(recorded.getShipmentId()).row(recorded));

        assertThat(columns.identity())
                .isEqualTo(new DerivedColumns.Identity(
                        "trk_e1e6194b3959424bab788264ab5980b0",
                        "9400100105807076063447",
                        "USPS",
                        "GroundAdvantage",
                        null,
                        null,
                        null));
        assertThat(columns.standing())
                .isEqualTo(new DerivedColumns.Standing("purchased", null, false, false, null, null));
        assertThat(columns.links().fromAddressId()).isEqualTo(RowId.of("adr_97e698eb5be811efbac13cecef1b359e"));
        assertThat(columns.links().parcelId()).isEqualTo(RowId.of("prcl_5a17ef3e50fe4a09bb5f9ac954a8050c"));
        assertThat(columns.links().customsInfoId()).isNull();
        assertThat(columns.money())
                .isEqualTo(new DerivedColumns.Money(
                        "USD", money("5.93"), money("6.43"), money("50"), null, null, null, null, null));
        // labelled on a Friday, three business days
        assertThat(columns.dates().promisedDate()).isEqualTo(date("2024-08-21"));
        assertThat(columns.dates().labelDate()).isEqualTo(time("2024-08-16T16:00:01Z"));
        assertThat(columns.dates().createdAt()).isEqualTo(time("2024-08-16T16:00:01Z"));
        assertThat(columns.rest().uspsZone()).isEqualTo(4);
        assertThat(columns.rest().origin()).isEqualTo(new Endpoint("Redondo Beach", "CA", "902", "US"));
        assertThat(Objects.requireNonNull(columns.rest().options())
                        .path("payment")
                        .path("type")
                        .asString())
                .isEqualTo("SENDER");
        assertThat(columns.rest().extraMetadata()).isNull();
    }

    @Test
    void ofNothingToldOnlyTheDefaultsAreThere() {
        DerivedColumns columns = DerivedColumns.of(ShipmentRow.named("shp_1"));

        assertThat(columns.standing()).isEqualTo(new DerivedColumns.Standing("unknown", null, false, null, null, null));
        assertThat(columns.links()).isEqualTo(new DerivedColumns.Links(null, null, null, null, null, null));
        assertThat(columns.money().currency()).isEqualTo("USD");
    }

    @Test
    void aTrackerWithoutAShipmentHasItsOwnTimes() {
        Events tracker = Events.of("trk_1");
        TrackingEvent tracked = tracker.tracker(
                "2026-03-05T00:00:00Z",
                with -> with.setFinalized(true).setIsReturn(true).setEstDeliveryDate(date("2026-03-06")));

        DerivedColumns columns = DerivedColumns.of(tracker.row(tracked));

        assertThat(columns.dates().createdAt()).isEqualTo(time("2026-03-02T08:00:00Z"));
        assertThat(columns.dates().updatedAt()).isEqualTo(time("2026-03-05T00:00:00Z"));
        assertThat(columns.dates().estDeliveryDate()).isEqualTo(date("2026-03-06"));
        assertThat(columns.standing().finalized()).isTrue();
        assertThat(columns.standing().isReturn()).isTrue();
    }

    @Test
    void anInvoiceTellsWhatTheCarrierMeasured() {
        DerivedColumns.Money money = columns(shipment.invoiced(
                        "2026-03-20T00:00:00Z",
                        invoice -> invoice.setCapturedWeight(money("20"))
                                .setCapturedService("Priority")
                                .setAdjustmentAmount(money("1.5"))
                                .setAdjustmentReason("weight")))
                .money();

        assertThat(money.captured()).isEqualTo(new Captured(money("20"), null, null, null, "Priority"));
        assertThat(money.adjustmentReason()).isEqualTo("weight");
        assertThat(money.adjustmentAmount()).isEqualByComparingTo("1.5");
    }

    @Test
    void aDeletionHasItsTime() {
        assertThat(columns(shipment.deleted("2026-03-20T00:00:00Z")).standing().deletedAt())
                .isEqualTo(time("2026-03-20T00:00:00Z"));
        assertThat(columns(shipment.deleted("2026-03-20T00:00:00Z"), shipment.restored("2026-03-21T00:00:00Z"))
                        .standing()
                        .deletedAt())
                .isNull();
    }

    @Test
    void whatNoColumnHoldsIsNoted() {
        ShipmentRow row = shipment.row(
                shipment.told(
                        "2026-03-02T09:00:00Z",
                        told -> Events.purchase(
                                        told,
                                        "2026-03-02T09:00:00Z",
                                        rate -> rate.setRate(money("-1"))
                                                .setCurrency("US$")
                                                .setDeliveryDays(-3))
                                .setTrackingCode("9".repeat(300))
                                .setReference("a\0b")
                                .setExtra("{\"new_field\":1}")
                                .setToAddress(AddressSummary.newBuilder()
                                        .setId("adr_1")
                                        .setCountry("Germany")
                                        .build())
                                .setParcel(Parcel.newBuilder()
                                        .setId("prcl_1")
                                        .setWeight(money("0"))
                                        .build())),
                shipment.tracked("2026-03-05T00:00:00Z", "in_transit", scan("-5000-01-01T00:00:00Z", "in_transit")));

        DerivedColumns columns = DerivedColumns.of(row);

        assertThat(Notes.of(row))
                .containsExactly(
                        "told.to_address.country: Germany is refused",
                        "told.selected_rate.rate: -1.00000 is refused",
                        "told.selected_rate.currency: US$ is refused",
                        "told.selected_rate.delivery_days: -3 is refused",
                        "told.parcel.weight: 0.00000 is refused",
                        "tracker.tracking_details.datetime: -5000-01-01T00:00:00Z is refused",
                        "tracking_code: cut to 255 of 300 characters",
                        "told.reference: without characters that cannot be stored");
        assertThat(columns.identity().trackingCode()).hasSize(255);
        assertThat(columns.money().baseCost()).isNull();
        assertThat(columns.money().currency()).isEqualTo("USD");
        assertThat(columns.rest().destination()).isEqualTo(new Endpoint(null, null, null, null));
        JsonNode metadata = Objects.requireNonNull(columns.rest().extraMetadata());
        assertThat(metadata.path("told").path("new_field").asInt()).isEqualTo(1);
        assertThat(metadata.path("notes").size()).isEqualTo(8);
    }

    @Test
    void anExtraThatIsNoJsonIsKeptAsText() {
        DerivedColumns columns = columns(shipment.told("2026-03-02T09:00:00Z", told -> told.setExtra("{broken")));

        assertThat(Objects.requireNonNull(columns.rest().extraMetadata())
                        .path("told")
                        .asString())
                .isEqualTo("{broken");
    }

    private DerivedColumns columns(SpecificRecordBase... events) {
        return DerivedColumns.of(shipment.row(events));
    }
}
