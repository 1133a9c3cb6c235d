package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.ingest.normalizer.json.Json;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The kinds of EasyPost objects that are told apart. What an object says of itself counts first, then its event, then its id. */
enum Kind {
    TRACKER("tracker", "trk"),
    SHIPMENT("shipment", "shp"),
    BATCH("batch", "batch"),
    REFUND("refund", "rfnd"),
    INSURANCE("insurance", "ins"),
    INVOICE("invoice", "shpinvoice"),
    SCAN_FORM("scan_form", "sf"),
    REPORT("report", "rep"),
    CLAIM("claim", "clm"),
    PAYMENT("payment", "payment"),
    ADDRESS("address", "adr"),
    OTHER("other", "");

    private static final Map<String, Kind> BY_OBJECT = Map.ofEntries(
            Map.entry("tracker", TRACKER),
            Map.entry("shipment", SHIPMENT),
            Map.entry("batch", BATCH),
            Map.entry("refund", REFUND),
            Map.entry("insurance", INSURANCE),
            Map.entry("shipmentinvoice", INVOICE),
            Map.entry("invoice", INVOICE),
            Map.entry("scanform", SCAN_FORM),
            Map.entry("report", REPORT),
            Map.entry("claim", CLAIM),
            Map.entry("payment", PAYMENT),
            Map.entry("paymentlog", PAYMENT),
            Map.entry("address", ADDRESS));

    private static final Map<String, Kind> BY_EVENT = Map.ofEntries(
            Map.entry("tracker", TRACKER),
            Map.entry("shipment", SHIPMENT),
            Map.entry("batch", BATCH),
            Map.entry("refund", REFUND),
            Map.entry("insurance", INSURANCE),
            Map.entry("scan_form", SCAN_FORM),
            Map.entry("report", REPORT),
            Map.entry("claim", CLAIM),
            Map.entry("claims", CLAIM),
            Map.entry("payment", PAYMENT),
            Map.entry("address", ADDRESS));

    private final String operationType;
    private final String prefix;

    Kind(String operationType, String prefix) {
        this.operationType = operationType;
        this.prefix = prefix;
    }

    String operationType() {
        return operationType;
    }

    static Kind of(JsonNode told, @Nullable String eventType) {
        String object = Json.text(told.path("object"));
        if (object == null) {
            Kind byEvent = ofEvent(eventType);
            return byEvent == OTHER ? ofId(Json.text(told.path("id"))) : byEvent;
        }
        String name = object.toLowerCase(Locale.ROOT).replace("_", "");
        if (name.equals("event")) {
            return OTHER;
        }
        if (name.endsWith("report")) {
            return REPORT;
        }
        Kind kind = BY_OBJECT.getOrDefault(name, OTHER);
        return kind == OTHER ? ofOddObject(eventType) : kind;
    }

    /** The kind of operation that an event type names, whatever it carries. */
    static Kind ofEvent(@Nullable String eventType) {
        if (eventType == null) {
            return OTHER;
        }
        return eventType.startsWith("shipment.invoice") ? INVOICE : BY_EVENT.getOrDefault(firstWord(eventType), OTHER);
    }

    static String firstWord(String eventType) {
        int dot = eventType.indexOf('.');
        return dot < 0 ? eventType : eventType.substring(0, dot);
    }

    /** An object of a name unknown here is what its event says, but never a tracker, shipment or batch. */
    private static Kind ofOddObject(@Nullable String eventType) {
        Kind kind = ofEvent(eventType);
        return switch (kind) {
            case TRACKER, SHIPMENT, BATCH, ADDRESS -> OTHER;
            default -> kind;
        };
    }

    private static Kind ofId(@Nullable String id) {
        int end = id == null ? -1 : id.indexOf('_');
        if (id != null && end > 0) {
            for (Kind kind : values()) {
                if (kind.prefix.equals(id.substring(0, end))) {
                    return kind;
                }
            }
        }
        return OTHER;
    }
}
