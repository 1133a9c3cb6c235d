package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.ingest.normalizer.json.Json;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A body with something else in one place. */
final class Mutation {

    private Mutation() {}

    /** Returns a copy whose member number {@code place}, counted through the whole tree, is a mark that stands for a value. */
    static JsonNode at(JsonNode told, int place, String value) {
        return value.isEmpty() ? told : replaced(told, new AtomicInteger(place));
    }

    private static JsonNode replaced(JsonNode told, AtomicInteger left) {
        if (told.isObject()) {
            ObjectNode copy = Json.object();
            told.forEachEntry((name, member) -> copy.set(name, member(member, left)));
            return copy;
        }
        if (told.isArray()) {
            ArrayNode copy = Json.array();
            told.values().forEach(member -> copy.add(member(member, left)));
            return copy;
        }
        return told;
    }

    private static JsonNode member(JsonNode member, AtomicInteger left) {
        return left.getAndDecrement() == 0
                ? JsonNodeFactory.instance.stringNode("__STRANGE__")
                : replaced(member, left);
    }
}
