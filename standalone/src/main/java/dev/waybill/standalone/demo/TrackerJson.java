package dev.waybill.standalone.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A simulated parcel's tracker as EasyPost tells it: each telling has the whole history so far. */
final class TrackerJson {

    private TrackerJson() {}

    static ObjectNode of(Parcel parcel, List<Scan> told, Instant updated) {
        @Nullable Scan last = told.isEmpty() ? null : told.get(told.size() - 1);
        String status = last == null ? "unknown" : last.status();
        Parcel.Ids ids = parcel.ids();
        return Json.object(
                "id", ids.tracker(),
                "object", "Tracker",
                "mode", ShipmentJson.MODE,
                "tracking_code", ids.trackingCode(),
                "status", status,
                "status_detail", last == null ? "unknown" : last.detail(),
                "created_at", parcel.purchased().plusSeconds(1),
                "updated_at", updated,
                "signed_by", status.equals("delivered") ? "SIMULATED SIGNER" : null,
                "weight", parcel.ounces(),
                "est_delivery_date", estimate(parcel, told) + "T00:00:00Z",
                "shipment_id", ids.shipment(),
                "carrier", parcel.offer().carrier(),
                "tracking_details",
                        Json.array(
                                told.stream().map(scan -> detail(parcel, scan)).toList()),
                "carrier_detail", carrierDetail(parcel, told),
                "finalized", List.of("delivered", "return_to_sender", "failure").contains(status),
                "is_return", false,
                "public_url", "https://track.easypost.com/" + ids.tracker(),
                "fees", Json.array(List.of()));
    }

    private static ObjectNode detail(Parcel parcel, Scan scan) {
        boolean label = scan.detail().equals("label_created");
        return Json.object(
                "object", "TrackingDetail",
                "message", scan.message(),
                "description", "",
                "status", scan.status(),
                "status_detail", scan.detail(),
                "datetime", scan.site().wallClock(scan.at()),
                "source", parcel.offer().carrier(),
                "carrier_code", scan.code(),
                "tracking_location", label ? nowhere() : scan.site().trackingLocation());
    }

    private static ObjectNode nowhere() {
        return Json.object("object", "TrackingLocation", "city", null, "state", null, "country", null, "zip", null);
    }

    private static ObjectNode carrierDetail(Parcel parcel, List<Scan> told) {
        LocalDate estimate = estimate(parcel, told);
        Offer offer = parcel.offer();
        return Json.object(
                "object", "CarrierDetail",
                "service", offer.service().name(),
                "container_type", null,
                "est_delivery_date_local", estimate.toString(),
                "est_delivery_time_local", null,
                "origin_location", parcel.from().line(),
                "origin_tracking_location", parcel.from().trackingLocation(),
                "destination_location", parcel.to().line(),
                "destination_tracking_location", parcel.to().trackingLocation(),
                "guaranteed_delivery_date", offer.guaranteed() ? estimate + "T00:00:00Z" : null,
                "alternate_identifier", null,
                "initial_delivery_attempt",
                        attempt(told)
                                .map(scan -> scan.site().wallClock(scan.at()))
                                .orElse(null));
    }

    private static Optional<Scan> attempt(List<Scan> told) {
        return told.stream()
                .filter(scan -> scan.status().equals("delivered")
                        || scan.detail().equals("delivery_exception")
                        || scan.detail().equals("refused"))
                .findFirst();
    }

    /** From the label at first, from the carrier's first scan once there is one. */
    private static LocalDate estimate(Parcel parcel, List<Scan> told) {
        Instant begin = told.stream()
                .filter(scan -> scan.status().equals("in_transit"))
                .map(Scan::at)
                .findFirst()
                .orElse(parcel.purchased());
        LocalDate day = begin.atZone(parcel.from().zone()).toLocalDate();
        return Workdays.after(Workdays.onOrAfter(day), parcel.offer().days());
    }
}
