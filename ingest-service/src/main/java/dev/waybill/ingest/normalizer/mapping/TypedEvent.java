package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.Envelope;
import dev.waybill.events.FetchRequest;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.PersonalData;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.Version;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.CloudEvent;
import java.time.Instant;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event as it goes out.
 *
 * @param topic where to
 * @param key its key
 * @param object the EasyPost id of what it tells of
 * @param value what it says
 * @param cloudEvent its attributes; their id is the same whenever the same is told
 * @param timestamp the record's time: when the body was received
 */
public record TypedEvent(
        String topic, String key, String object, SpecificRecord value, CloudEvent cloudEvent, Instant timestamp) {

    private static final String SOURCE = "/waybill/ingest-service";
    private static final int HASH_LENGTH = 16;

    static TypedEvent of(ShipmentEvent event) {
        String kind = "shipment." + event.getKind().name().toLowerCase(Locale.ROOT);
        return told(Topics.SHIPMENT_EVENTS, event.getShipmentId(), event, kind, objectOf(event));
    }

    static TypedEvent of(TrackingEvent event) {
        return told(
                Topics.TRACKING_EVENTS,
                event.getShipmentId(),
                event,
                "tracking.told",
                event.getTracker().getId());
    }

    static TypedEvent of(PersonalData event) {
        return told(Topics.PERSONAL_DATA, event.getId(), event, "personal-data.told", event.getId());
    }

    static TypedEvent of(OperationEvent event) {
        return told(Topics.OPERATION_EVENTS, event.getId(), event, "operation.told", event.getId());
    }

    /** Returns the request that what was told of a shipment calls for. */
    public static TypedEvent of(FetchRequest request, ShipmentEvent cause) {
        String object = objectOf(cause);
        String id = id(cause.getEnvelope(), cause.getVersion(), "fetch.requested", object);
        var cloudEvent = new CloudEvent(id, "dev.waybill.fetch.requested", SOURCE, request.getRequestedAt());
        return new TypedEvent(
                Topics.FETCH_REQUESTS, request.getShipmentId(), object, request, cloudEvent, request.getRequestedAt());
    }

    Version version() {
        if (value instanceof ShipmentEvent event) {
            return event.getVersion();
        }
        if (value instanceof TrackingEvent event) {
            return event.getVersion();
        }
        return value instanceof PersonalData event ? event.getVersion() : ((OperationEvent) value).getVersion();
    }

    private static TypedEvent told(String topic, String key, SpecificRecord value, String kind, String object) {
        Envelope envelope =
                (Envelope) value.get(value.getSchema().getField("envelope").pos());
        Version version =
                (Version) value.get(value.getSchema().getField("version").pos());
        var cloudEvent = new CloudEvent(
                id(envelope, version, kind, object), "dev.waybill." + kind, SOURCE, version.getUpdatedAt());
        return new TypedEvent(topic, key, object, value, cloudEvent, envelope.getReceivedAt());
    }

    private static String id(Envelope envelope, Version version, String kind, String object) {
        return envelope.getEventId() != null
                ? envelope.getEventId() + "/" + kind + "/" + object
                : String.join(
                        "/",
                        envelope.getSource().name().toLowerCase(Locale.ROOT),
                        object,
                        version.getHash().substring(0, HASH_LENGTH),
                        kind);
    }

    /** Two refunds of one shipment are two events. */
    private static String objectOf(ShipmentEvent event) {
        String part = switch (event.getKind()) {
            case REFUNDED -> event.getRefund().getId();
            case INSURED -> event.getInsurance().getId();
            case INVOICED -> event.getInvoice().getId();
            default -> null;
        };
        return orElse(part, event.getShipmentId());
    }

    private static String orElse(@Nullable String some, String other) {
        return some != null ? some : other;
    }
}
