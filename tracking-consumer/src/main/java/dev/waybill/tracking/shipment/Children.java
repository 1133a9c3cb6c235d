package dev.waybill.tracking.shipment;

import dev.waybill.events.AddressSummary;
import dev.waybill.events.CustomsInfo;
import dev.waybill.events.Parcel;
import dev.waybill.events.Shipment;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.schemas.identity.RowId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that an event names or tells beside its shipment's. They are taken from every event, of an older version too, since each has a
 * version of its own: so the same rows are there in any order.
 *
 * @param addresses to be named; personal-data tells them
 */
public record Children(
        List<Address> addresses,
        @Nullable ParcelRow parcel,
        @Nullable CustomsRow customsInfo) {

    private static final Children NONE = new Children(List.of(), null, null);

    public Children {
        addresses = List.copyOf(addresses);
    }

    /** An address that is only named. */
    public record Address(UUID id, String easypostId) {}

    public static Children of(ShipmentEvent event) {
        if (event.getShipment() == null) {
            return NONE;
        }
        Shipment told = Strip.record(event.getShipment()).value();
        Parcel parcel = told.getParcel();
        CustomsInfo customsInfo = told.getCustomsInfo();
        return new Children(
                addresses(told),
                parcel == null ? null : ParcelRow.of(parcel, event),
                customsInfo == null ? null : CustomsRow.of(customsInfo, event));
    }

    private static List<Address> addresses(Shipment told) {
        return Stream.of(told.getFromAddress(), told.getToAddress(), told.getReturnAddress(), told.getBuyerAddress())
                .<AddressSummary>flatMap(Stream::ofNullable)
                .map(AddressSummary::getId)
                .distinct()
                .sorted()
                .map(id -> new Address(RowId.of(id), id))
                .toList();
    }
}
