package dev.waybill.standalone.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as EasyPost writes it: numbers as told, times in UTC to the second. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** An object of names and values in turn. */
    static ObjectNode object(@Nullable Object... namesAndValues) {
        ObjectNode object = MAPPER.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.set(String.valueOf(namesAndValues[i]), node(namesAndValues[i + 1]));
        }
        return object;
    }

    static ArrayNode array(List<? extends JsonNode> nodes) {
        ArrayNode array = MAPPER.createArrayNode();
        nodes.forEach(array::add);
        return array;
    }

    static ObjectNode read(String text) {
        return (ObjectNode) MAPPER.readTree(text);
    }

    static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Returns a copy in which a field has another value, wherever it nests. */
    static ObjectNode replaced(ObjectNode object, String field, String value) {
        ObjectNode copy = object.deepCopy();
        copy.findParents(field).forEach(parent -> ((ObjectNode) parent).put(field, value));
        return copy;
    }

    /** The text of a field, empty when it is missing or null. */
    static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isNull() || value.isMissingNode() ? "" : value.asString();
    }

    private static JsonNode node(@Nullable Object value) {
        if (value instanceof JsonNode json) {
            return json;
        }
        return MAPPER.valueToTree(
                value instanceof Instant time
                        ? time(time)
                        : value instanceof BigDecimal money ? money.toPlainString() : value);
    }
}
