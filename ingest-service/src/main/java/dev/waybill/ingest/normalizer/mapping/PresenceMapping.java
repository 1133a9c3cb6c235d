package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.ingest.normalizer.json.Json;
import dev.waybill.ingest.normalizer.json.PersonalFields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A shipment that was deleted or restored: an event whose type ends so and tells a shipment, or is a shipment's and names one. What it
 * tells besides is not taken over, for it may not be whole.
 */
final class PresenceMapping {

    private PresenceMapping() {}

    /** Returns the event; null when it is none of this kind. */
    static @Nullable ShipmentEvent told(Telling telling, JsonNode told, Kind kind) {
        String eventType = telling.envelope().getEventType();
        ShipmentEventKind presence = presence(eventType);
        String shipmentId = presence == null ? null : shipmentId(told, kind, eventType);
        if (presence == null || shipmentId == null) {
            return null;
        }
        // the event's own time: a shipment's updated_at need not move when it is deleted
        Instant updatedAt = telling.eventAt() != null ? telling.eventAt() : Telling.instantIn(told, "updated_at");
        return ShipmentEvent.newBuilder()
                .setShipmentId(shipmentId)
                .setKind(presence)
                .setEnvelope(telling.envelope())
                .setVersion(telling.version(
                        updatedAt != null ? updatedAt : telling.happenedAt(), 0, null, PersonalFields.cut(told)))
                .build();
    }

    private static @Nullable ShipmentEventKind presence(@Nullable String eventType) {
        if (eventType == null) {
            return null;
        }
        return eventType.endsWith(".deleted")
                ? ShipmentEventKind.DELETED
                : eventType.endsWith(".restored") ? ShipmentEventKind.RESTORED : null;
    }

    private static @Nullable String shipmentId(JsonNode told, Kind kind, @Nullable String eventType) {
        String named = Json.text(told.path("shipment_id"));
        if (kind == Kind.SHIPMENT) {
            String id = Json.text(told.path("id"));
            return id != null ? id : named;
        }
        return kind == Kind.OTHER && Kind.ofEvent(eventType) == Kind.SHIPMENT ? named : null;
    }
}
