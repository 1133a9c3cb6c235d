package dev.waybill.tracking.metrics;

import dev.waybill.events.AddressSummary;
import dev.waybill.events.CarrierDetail;
import dev.waybill.events.Shipment;
import dev.waybill.events.Tracker;
import dev.waybill.events.TrackingLocation;
import dev.waybill.schemas.places.Place;
import dev.waybill.schemas.places.Places;
import dev.waybill.tracking.shipment.Limits;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One end of the way: the shipment's address, else what the carrier says. It names an area and nobody. */
public record Endpoint(
        @Nullable String city,
        @Nullable String state,
        @Nullable String postalPrefix,
        @Nullable String country) {

    private static final Endpoint NOWHERE = new Endpoint(null, null, null, null);

    static @Nullable Endpoint origin(ShipmentRow row) {
        Shipment shipment = row.shipment();
        CarrierDetail detail = detail(row);
        return of(
                shipment == null ? null : shipment.getFromAddress(),
                detail == null ? null : detail.getOriginTrackingLocation());
    }

    static @Nullable Endpoint destination(ShipmentRow row) {
        Shipment shipment = row.shipment();
        CarrierDetail detail = detail(row);
        return of(
                shipment == null ? null : shipment.getToAddress(),
                detail == null ? null : detail.getDestinationTrackingLocation());
    }

    /** Great-circle kilometres; null when an end is unknown. */
    static @Nullable BigDecimal distanceKm(@Nullable Endpoint from, @Nullable Endpoint to) {
        return from == null || to == null
                ? null
                : Limits.amount(Places.bundled().distanceKm(from.place(), to.place()));
    }

    private static @Nullable CarrierDetail detail(ShipmentRow row) {
        Tracker tracker = row.tracker();
        return tracker == null ? null : tracker.getCarrierDetail();
    }

    private static @Nullable Endpoint of(@Nullable AddressSummary address, @Nullable TrackingLocation location) {
        if (address != null) {
            return new Endpoint(
                    address.getCity(),
                    address.getState(),
                    address.getPostalPrefix(),
                    Limits.country(address.getCountry()));
        }
        if (location == null) {
            return null;
        }
        String country = Limits.country(location.getCountry());
        String area = Places.postalPrefix(location.getZip(), country == null ? "US" : country);
        Endpoint end = new Endpoint(location.getCity(), location.getState(), area, country);
        return end.equals(NOWHERE) ? null : end;
    }

    private Place place() {
        return new Place(city, state, postalPrefix, country);
    }
}
