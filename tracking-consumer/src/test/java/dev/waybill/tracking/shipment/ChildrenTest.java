package dev.waybill.tracking.shipment;

import static dev.waybill.tracking.shipment.Events.money;
import static dev.waybill.tracking.shipment.Events.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.AddressSummary;
import dev.waybill.events.CustomsInfo;
import dev.waybill.events.Parcel;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.schemas.identity.RowId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChildrenTest {

    private final Events shipment = Events.ofSomeShipment();

    @Test
    void eachAddressIsNamedOnce() {
        ShipmentEvent event = shipment.told(
                "2026-03-02T09:00:00Z",
                told -> told.setFromAddress(address("adr_2"))
                        .setReturnAddress(address("adr_2"))
                        .setToAddress(address("adr_1")));

        assertThat(Children.of(event).addresses())
                .containsExactly(
                        new Children.Address(RowId.of("adr_1"), "adr_1"),
                        new Children.Address(RowId.of("adr_2"), "adr_2"));
    }

    @Test
    void aParcelHasAVersionOfItsOwnElseItsShipments() {
        Parcel parcel =
                Parcel.newBuilder().setId("prcl_1").setWeight(money("15.4")).build();
        Parcel dated = Parcel.newBuilder(parcel)
                .setUpdatedAt(time("2026-03-01T00:00:00Z"))
                .build();
        Parcel future = Parcel.newBuilder(parcel)
                .setUpdatedAt(time("9999-01-01T00:00:00Z"))
                .build();

        assertThat(parcel(parcel).version().updatedAt()).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(parcel(dated).version().updatedAt()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(parcel(future).version().updatedAt()).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(parcel(parcel)).isEqualTo(parcel(parcel)).isNotEqualTo(parcel(dated));
        assertThat(parcel(parcel).version()).isGreaterThan(parcel(dated).version());
    }

    @Test
    void aParcelWithoutWeightIsKeptWithoutIt() {
        Parcel weightless = Parcel.newBuilder()
                .setId("prcl_1")
                .setWeight(money("0"))
                .setLength(money("-1"))
                .setWidth(money("8"))
                .build();

        assertThat(parcel(weightless))
                .returns(null, ParcelRow::weight)
                .returns(null, ParcelRow::length)
                .returns(money("8"), ParcelRow::width);
    }

    @Test
    void aRecordedCustomsFormIsReadWhole() {
        List<CustomsRow> forms = RecordedEvents.shipments().stream()
                .map(Children::of)
                .map(Children::customsInfo)
                .filter(Objects::nonNull)
                .toList();

        assertThat(forms).hasSizeGreaterThanOrEqualTo(6);
        assertThat(forms.get(0))
                .returns("merchandise", CustomsRow::contentsType)
                .returns("NOEEI 30.37(a)", CustomsRow::eelPfc)
                .returns(time("2024-08-16T15:58:16Z"), form -> form.version().updatedAt());
        assertThat(forms.get(0).customsItems())
                .singleElement()
                .returns("Sweet shirts", CustomsRow.Item::description)
                .returns(money("23.25"), CustomsRow.Item::value);
    }

    @Test
    void whatIsNoShipmentHasNoChildren() {
        Children children = Children.of(shipment.refunded("2026-03-02T09:00:00Z", "submitted"));

        assertThat(children.addresses()).isEmpty();
        assertThat(children.parcel()).isNull();
        assertThat(children.customsInfo()).isNull();
    }

    @Test
    void unstorableCharactersAreStrippedFromChildrenToo() {
        ShipmentEvent event = shipment.told(
                "2026-03-02T09:00:00Z",
                told -> told.setCustomsInfo(CustomsInfo.newBuilder()
                        .setId("cstinfo_1")
                        .setDeclaration("a\0b")
                        .build()));

        assertThat(Children.of(event).customsInfo()).isNotNull().returns("ab", CustomsRow::declaration);
    }

    private ParcelRow parcel(Parcel parcel) {
        return Objects.requireNonNull(Children.of(shipment.told("2026-03-02T09:00:00Z", told -> told.setParcel(parcel)))
                .parcel());
    }

    private static AddressSummary address(String id) {
        return AddressSummary.newBuilder().setId(id).build();
    }
}
