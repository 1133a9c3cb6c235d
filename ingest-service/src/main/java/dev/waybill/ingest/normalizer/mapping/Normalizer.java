package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.PersonalData;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.TrackingEvent;
import dev.waybill.ingest.normalizer.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** From a raw body to its typed events. A pure function: the same record always becomes the same events, byte for byte. */
public final class Normalizer {

    private final Telling telling;
    private final List<TypedEvent> events = new ArrayList<>();

    private Normalizer(Telling telling) {
        this.telling = telling;
    }

    /**
     * Returns the events of a record, at least one.
     *
     * @throws UnreadableException when there is none in it
     */
    public static List<TypedEvent> normalize(InboxRecord inbox) {
        Telling telling = Telling.of(inbox);
        var normalizer = new Normalizer(telling);
        telling.objects().forEach(normalizer::tell);
        return NewestOfEach.in(normalizer.events);
    }

    private void tell(JsonNode told) {
        Kind kind = Kind.of(told, telling.envelope().getEventType());
        ShipmentEvent presence = PresenceMapping.told(telling, told, kind);
        if (presence != null) {
            events.add(TypedEvent.of(presence));
            return;
        }
        switch (kind) {
            case TRACKER -> tellTracker(told, null);
            case SHIPMENT -> tellShipment(told);
            case ADDRESS -> {
                events.add(TypedEvent.of(OperationMapping.told(telling, told, kind)));
                tellAddress(told, telling.happenedAt());
            }
            default -> tellOperation(told, kind);
        }
        if (kind != Kind.TRACKER && kind != Kind.ADDRESS) {
            tellEmbedded(told, kind);
        }
    }

    private void tellShipment(JsonNode told) {
        ShipmentEvent event = ShipmentMapping.told(telling, told);
        events.add(TypedEvent.of(event));
        addPersonal(PersonalMapping.ofShipment(event, told));
    }

    private void tellTracker(JsonNode told, @Nullable String owner) {
        TrackingEvent event = TrackerMapping.told(telling, told, owner);
        events.add(TypedEvent.of(event));
        addPersonal(PersonalMapping.ofTracker(event, told));
    }

    private void tellOperation(JsonNode told, Kind kind) {
        String shipmentId = Json.text(told.path("shipment_id"));
        if (shipmentId != null) {
            switch (kind) {
                case REFUND -> events.add(TypedEvent.of(RefundMapping.told(telling, told, shipmentId)));
                case INSURANCE -> events.add(TypedEvent.of(InsuranceMapping.told(telling, told, shipmentId)));
                case INVOICE -> events.add(TypedEvent.of(InvoiceMapping.told(telling, told, shipmentId)));
                default -> {}
            }
        }
        events.add(TypedEvent.of(OperationMapping.told(telling, told, kind)));
    }

    private void tellEmbedded(JsonNode told, Kind kind) {
        Embedded embedded = Embedded.in(told, kind);
        Instant updatedAt = Telling.instantIn(told, "updated_at");
        Instant toldAt = updatedAt != null ? updatedAt : telling.happenedAt();
        embedded.trackers().forEach(owned -> tellTracker(owned.tracker(), owned.shipmentId()));
        embedded.addresses().forEach(address -> tellAddress(address, toldAt));
    }

    /** An address without an id of its own, of which only a bare one can come here, is an operation and no record. */
    private void tellAddress(JsonNode told, Instant toldAt) {
        if (Json.text(told.path("id")) != null) {
            events.add(TypedEvent.of(AddressMapping.personal(telling, told, toldAt)));
        }
    }

    private void addPersonal(@Nullable PersonalData personal) {
        if (personal != null) {
            events.add(TypedEvent.of(personal));
        }
    }
}
