package dev.waybill.ingest.normalizer.json;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields that identify a person, by name, and what is cut of them. Names are compared without case and punctuation, so that
 * {@code recipientName} is {@code recipient_name}. A true or false identifies nobody and stays. A postal code stays only where a scan
 * was made: with a city it names a street in half of the world.
 */
public final class PersonalFields {

    private PersonalFields() {}

    /** Returns a copy without the personal fields, wherever they nest. */
    public static JsonNode cut(JsonNode told) {
        return cut(told, false);
    }

    /** Returns the personal fields that {@link #cut} takes away, by their paths, such as {@code customs_info.customs_signer}. */
    public static Map<String, JsonNode> of(JsonNode told) {
        var found = new LinkedHashMap<String, JsonNode>();
        find(told, false, "", found);
        return found;
    }

    private static JsonNode cut(JsonNode told, boolean place) {
        if (told.isObject()) {
            boolean scan = isScan(told, place);
            ObjectNode kept = Json.object();
            told.forEachEntry((name, value) -> {
                FieldName field = FieldName.of(name);
                if (!isPersonal(field, value, scan)) {
                    kept.set(name, cut(value, field.place()));
                }
            });
            return kept;
        }
        if (told.isArray()) {
            ArrayNode kept = Json.array();
            told.values().forEach(value -> kept.add(cut(value, place)));
            return kept;
        }
        return told;
    }

    private static void find(JsonNode told, boolean place, String path, Map<String, JsonNode> found) {
        if (told.isObject()) {
            boolean scan = isScan(told, place);
            told.forEachEntry((name, value) -> {
                FieldName field = FieldName.of(name);
                boolean personal = isPersonal(field, value, scan);
                if (personal && !value.isNull()) {
                    found.put(inner(path, name), value);
                } else if (!personal && value.isContainer()) {
                    find(value, field.place(), inner(path, name), found);
                }
            });
        } else if (told.isArray()) {
            for (int i = 0; i < told.size(); i++) {
                find(told.path(i), place, path + "[" + i + "]", found);
            }
        }
    }

    private static String inner(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static boolean isScan(JsonNode object, boolean place) {
        return place || object.path("object").asString("").equals("TrackingLocation");
    }

    private static boolean isPersonal(FieldName field, JsonNode value, boolean scan) {
        return !value.isBoolean()
                && (field.personal() || (field.postalCode() && !scan) || (field.address() && isWrittenAddress(value)));
    }

    /** An address in one text, not the object and not its id. */
    private static boolean isWrittenAddress(JsonNode value) {
        return value.isString() && !value.stringValue().startsWith("adr_");
    }
}
