package dev.waybill.tracking.shipment;

import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingLocation;
import dev.waybill.schemas.identity.RowId;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A scan as shipment_events holds it. The components are its columns; carrier_status is the carrier's code. */
public record Scan(
        UUID id,
        String status,
        @Nullable String statusDetail,
        @Nullable String message,
        @Nullable String description,
        @Nullable String carrierStatus,
        @Nullable String source,
        @Nullable Location trackingLocation,
        Instant eventDatetime,
        @Nullable String toldAs) {

    static Scan of(String shipment, Instant time, TrackingDetail told) {
        Location location = Location.of(told.getTrackingLocation());
        UUID id = RowId.ofScan(
                shipment,
                time,
                told.getStatus(),
                told.getStatusDetail(),
                told.getMessage(),
                told.getCarrierCode(),
                told.getSource(),
                location == null ? null : location.text());
        return new Scan(
                id,
                TrackerStatus.of(told.getStatus()),
                told.getStatusDetail(),
                told.getMessage(),
                told.getDescription(),
                told.getCarrierCode(),
                told.getSource(),
                location,
                time,
                told.getToldAs());
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
            return place.parts().allMatch(String::isEmpty) ? null : place;
        }

        private Stream<String> parts() {
            return Stream.<@Nullable String>of(city, state, country, zip).map(part -> part == null ? "" : part.trim());
        }

        private String text() {
            return parts().collect(Collectors.joining("\n"));
        }
    }
}
