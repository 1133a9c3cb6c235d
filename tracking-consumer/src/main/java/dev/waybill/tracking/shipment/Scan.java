package dev.waybill.tracking.shipment;

import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingLocation;
import dev.waybill.schemas.identity.RowId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A scan as shipment_events holds it. The components but for the identity are its columns; carrier_status is the carrier's code.
 *
 * @param identity what makes it the same scan when it is told again
 */
public record Scan(
        Identity identity,
        String status,
        @Nullable String statusDetail,
        @Nullable String message,
        @Nullable String description,
        @Nullable String carrierStatus,
        @Nullable String source,
        @Nullable Location trackingLocation,
        @Nullable String toldAs) {

    static Scan of(String shipment, Instant time, TrackingDetail told) {
        Location location = Location.of(told.getTrackingLocation());
        return new Scan(
                Identity.of(shipment, time, told, location),
                TrackerStatus.of(told.getStatus()),
                told.getStatusDetail(),
                told.getMessage(),
                told.getDescription(),
                told.getCarrierCode(),
                told.getSource(),
                location,
                told.getToldAs());
    }

    public Instant eventDatetime() {
        return identity.time;
    }

    public UUID id() {
        return RowId.ofScan(identity.shipment, identity.time, identity.parts.toArray(String[]::new));
    }

    /** What an id is made of: two scans have one id when they are equal in this. Making the id costs more than comparing does. */
    public record Identity(String shipment, Instant time, List<String> parts) {

        private static Identity of(String shipment, Instant time, TrackingDetail told, @Nullable Location location) {
            return new Identity(
                    shipment,
                    time,
                    List.of(
                            trimmed(told.getStatus()),
                            trimmed(told.getStatusDetail()),
                            trimmed(told.getMessage()),
                            trimmed(told.getCarrierCode()),
                            trimmed(told.getSource()),
                            location == null ? "" : location.text()));
        }
    }

    /** Where a scan was made; null where nothing is told. */
    public record Location(
            @Nullable String city,
            @Nullable String state,
            @Nullable String country,
            @Nullable String zip) {

        static @Nullable Location of(@Nullable TrackingLocation told) {
            if (told == null) {
                return null;
            }
            Location place = new Location(told.getCity(), told.getState(), told.getCountry(), told.getZip());
            return place.text().isEmpty() ? null : place;
        }

        private String text() {
            return (trimmed(city) + '\n' + trimmed(state) + '\n' + trimmed(country) + '\n' + trimmed(zip)).trim();
        }
    }

    private static String trimmed(@Nullable String part) {
        return part == null ? "" : part.trim();
    }
}
