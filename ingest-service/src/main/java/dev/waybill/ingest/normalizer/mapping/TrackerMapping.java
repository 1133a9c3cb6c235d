package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.CarrierDetail;
import dev.waybill.events.Tracker;
import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.TrackingLocation;
import dev.waybill.events.Version;
import dev.waybill.ingest.normalizer.json.Json;
import dev.waybill.ingest.normalizer.json.JsonFields;
import dev.waybill.ingest.normalizer.json.LenientTime;
import dev.waybill.ingest.normalizer.json.PersonalFields;
import dev.waybill.schemas.wire.DeadLetterReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A tracker, by itself or inside of another object: the same content has the same version either way. */
final class TrackerMapping {

    private static final String SIGNED = "signed";

    private TrackerMapping() {}

    /**
     * Returns the event of a tracker.
     *
     * @param owner the shipment in which it was embedded, to which it then belongs; null when it stands for itself
     */
    static TrackingEvent told(Telling telling, JsonNode told, @Nullable String owner) {
        Tracker tracker = tracker(JsonFields.of(told), told);
        Instant newest = tracker.getTrackingDetails().stream()
                .map(TrackingDetail::getDatetime)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        Version version = telling.version(
                Telling.updatedAt(told),
                tracker.getTrackingDetails().size(),
                newest,
                ((ObjectNode) PersonalFields.cut(told)).put(SIGNED, tracker.getSigned()));
        return TrackingEvent.newBuilder()
                .setShipmentId(key(tracker, owner))
                .setEnvelope(telling.envelope())
                .setVersion(version)
                .setTracker(tracker)
                .build();
    }

    private static String key(Tracker tracker, @Nullable String owner) {
        if (owner != null) {
            return owner;
        }
        String shipment = tracker.getShipmentId();
        return shipment == null || shipment.isBlank() ? tracker.getId() : shipment;
    }

    private static Tracker tracker(JsonFields tracker, JsonNode told) {
        String id = Json.text(told.path("id"));
        if (id == null) {
            throw new UnreadableException(DeadLetterReason.NO_ID);
        }
        String estimate = tracker.text("est_delivery_date");
        return Tracker.newBuilder()
                .setId(id)
                .setMode(tracker.text("mode"))
                .setTrackingCode(tracker.text("tracking_code"))
                .setShipmentId(tracker.text("shipment_id"))
                .setCarrier(tracker.text("carrier"))
                .setStatus(tracker.text("status"))
                .setStatusDetail(tracker.text("status_detail"))
                .setWeight(tracker.decimal("weight"))
                .setEstDeliveryDate(LenientTime.date(estimate))
                .setEstDeliveryDateTold(estimate)
                .setIsReturn(tracker.bool("is_return"))
                .setFinalized(tracker.bool("finalized"))
                .setPublicUrl(tracker.text("public_url"))
                .setSigned(Json.text(told.path("signed_by")) != null)
                .setFees(tracker.objects("fees", FeeMapping::fee))
                .setCarrierDetail(tracker.object("carrier_detail", TrackerMapping::carrierDetail))
                .setTrackingDetails(tracker.objects("tracking_details", TrackerMapping::scan))
                .setCreatedAt(tracker.time("created_at"))
                .setUpdatedAt(Telling.updatedAt(told))
                .setExtra(tracker.without("id", "updated_at").extra())
                .build();
    }

    private static TrackingDetail scan(JsonFields scan) {
        String toldAs = scan.text("datetime");
        return TrackingDetail.newBuilder()
                .setDatetime(LenientTime.instant(toldAs))
                .setToldAs(toldAs)
                .setStatus(scan.text("status"))
                .setStatusDetail(scan.text("status_detail"))
                .setMessage(scan.text("message"))
                .setDescription(scan.text("description"))
                .setSource(scan.text("source"))
                .setCarrierCode(scan.text("carrier_code"))
                .setTrackingLocation(scan.object("tracking_location", TrackerMapping::location))
                .setExtra(scan.extra())
                .build();
    }

    private static CarrierDetail carrierDetail(JsonFields detail) {
        String guarantee = detail.text("guaranteed_delivery_date");
        String attempt = detail.text("initial_delivery_attempt");
        return CarrierDetail.newBuilder()
                .setService(detail.text("service"))
                .setContainerType(detail.text("container_type"))
                .setEstDeliveryDateLocal(detail.date("est_delivery_date_local"))
                .setEstDeliveryTimeLocal(detail.text("est_delivery_time_local"))
                .setOriginLocation(detail.text("origin_location"))
                .setOriginTrackingLocation(detail.object("origin_tracking_location", TrackerMapping::location))
                .setDestinationLocation(detail.text("destination_location"))
                .setDestinationTrackingLocation(
                        detail.object("destination_tracking_location", TrackerMapping::location))
                .setGuaranteedDeliveryDate(LenientTime.date(guarantee))
                .setGuaranteedDeliveryDateTold(guarantee)
                .setInitialDeliveryAttempt(LenientTime.instant(attempt))
                .setInitialDeliveryAttemptTold(attempt)
                .setAlternateIdentifier(detail.text("alternate_identifier"))
                .setExtra(detail.extra())
                .build();
    }

    private static TrackingLocation location(JsonFields location) {
        return TrackingLocation.newBuilder()
                .setCity(location.text("city"))
                .setState(location.text("state"))
                .setCountry(location.text("country"))
                .setZip(location.text("zip"))
                .build();
    }
}
