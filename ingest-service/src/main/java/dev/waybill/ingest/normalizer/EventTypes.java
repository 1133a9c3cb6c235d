package dev.waybill.ingest.normalizer;

import dev.waybill.events.OperationEvent;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.TrackingEvent;
import dev.waybill.ingest.normalizer.mapping.TypedEvent;
import java.util.List;
import java.util.Set;

/** The words by which records are counted: few, whatever comes. */
final class EventTypes {

    private static final Set<String> OPERATIONS = Set.of(
            "batch",
            "refund",
            "insurance",
            "invoice",
            "scan_form",
            "report",
            "claim",
            "payment",
            "address",
            "tracker",
            "shipment");

    private EventTypes() {}

    /** Returns the word for what a record told: that of its operation when it told one, since a refund tells a shipment too. */
    static String of(List<TypedEvent> events) {
        return events.stream()
                .map(TypedEvent::value)
                .filter(OperationEvent.class::isInstance)
                .map(value -> ((OperationEvent) value).getOperationType())
                .map(type -> OPERATIONS.contains(type) ? type : "other")
                .findFirst()
                .orElseGet(() -> facet(events));
    }

    private static String facet(List<TypedEvent> events) {
        Object first = events.get(0).value();
        if (first instanceof ShipmentEvent) {
            return "shipment";
        }
        return first instanceof TrackingEvent ? "tracker" : "other";
    }
}
