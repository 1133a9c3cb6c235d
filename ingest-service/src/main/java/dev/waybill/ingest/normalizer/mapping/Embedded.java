package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.ingest.normalizer.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The trackers and addresses inside of another object, wherever they nest, that can be told for themselves.
 *
 * @param trackers trackers with an id and an updated_at
 * @param addresses addresses with an id
 */
record Embedded(List<Owned> trackers, List<JsonNode> addresses) {

    /** A tracker and the shipment around it, to which it belongs; null when there is none. */
    record Owned(JsonNode tracker, @Nullable String shipmentId) {}

    static Embedded in(JsonNode told, Kind kind) {
        var embedded = new Embedded(new ArrayList<>(), new ArrayList<>());
        embedded.addInside(told, kind == Kind.SHIPMENT ? Json.text(told.path("id")) : null);
        return embedded;
    }

    /** Returns an object without the trackers and addresses in it. */
    static JsonNode without(JsonNode told) {
        if (told.isObject()) {
            ObjectNode rest = Json.object();
            told.forEachEntry((name, value) -> {
                if (!isTracker(name, value) && !isAddress(name, value)) {
                    rest.set(name, without(value));
                }
            });
            return rest;
        }
        if (told.isArray()) {
            ArrayNode rest = Json.array();
            told.valueStream()
                    .filter(value -> !isTracker("", value) && !isAddress("", value))
                    .forEach(value -> rest.add(without(value)));
            return rest;
        }
        return told;
    }

    /** A tracker that can be told for itself: it says so, or stands in the field of one. */
    static boolean isTracker(String field, JsonNode told) {
        return isA(Kind.TRACKER, field.equals("tracker"), told) && Telling.instantIn(told, "updated_at") != null;
    }

    private static boolean isAddress(String field, JsonNode told) {
        return isA(Kind.ADDRESS, field.endsWith("address"), told);
    }

    private static boolean isA(Kind kind, boolean byField, JsonNode told) {
        if (!told.isObject() || Json.text(told.path("id")) == null) {
            return false;
        }
        Kind said = Kind.of(told, null);
        return said == kind || (said == Kind.OTHER && byField);
    }

    private void addInside(JsonNode told, @Nullable String shipmentId) {
        if (told.isObject()) {
            told.forEachEntry((name, value) -> add(name, value, shipmentId));
        } else {
            told.values().forEach(value -> add("", value, shipmentId));
        }
    }

    private void add(String field, JsonNode value, @Nullable String shipmentId) {
        if (isTracker(field, value)) {
            trackers.add(new Owned(value, shipmentId));
        } else if (isAddress(field, value)) {
            addresses.add(value);
        } else if (value.isContainer()) {
            String id = Kind.of(value, null) == Kind.SHIPMENT ? Json.text(value.path("id")) : null;
            addInside(value, id != null ? id : shipmentId);
        }
    }
}
