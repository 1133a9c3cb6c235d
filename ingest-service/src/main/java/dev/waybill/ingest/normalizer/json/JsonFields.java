package dev.waybill.ingest.normalizer.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a JSON object, each read once into its type. What is null is null; what cannot be read is null too and stays behind, so
 * that {@link #extra} holds everything that was told and found no place; what the reader of an inner object leaves stays behind in the
 * outer one, under its name. For one reader in one thread.
 */
public final class JsonFields {

    private final ObjectNode left;

    private JsonFields(ObjectNode left) {
        this.left = left;
    }

    /** Returns the fields of an object, which stays as it is. EasyPost's {@code object} counts as read. */
    public static JsonFields of(JsonNode told) {
        ObjectNode left = Json.object();
        told.forEachEntry((name, value) -> {
            if (!value.isNull() && !name.equals("object")) {
                left.set(name, value);
            }
        });
        return new JsonFields(left);
    }

    /** Takes a field for read that is told elsewhere. */
    public JsonFields without(String... names) {
        left.without(List.of(names));
        return this;
    }

    /** Returns a text, number or boolean as text. */
    public @Nullable String text(String name) {
        return take(name, value -> value.isValueNode() ? value.asString() : null);
    }

    /** Returns a number as decimal(19,5). */
    public @Nullable BigDecimal decimal(String name) {
        return take(name, Numbers::decimal);
    }

    /** Returns a whole number. */
    public @Nullable Integer integer(String name) {
        return take(name, Numbers::integer);
    }

    /** Returns a boolean, quoted or not. */
    public @Nullable Boolean bool(String name) {
        return take(
                name, value -> switch (value.isValueNode() ? value.asString().toLowerCase(Locale.ROOT) : "") {
                    case "true" -> true;
                    case "false" -> false;
                    default -> null;
                });
    }

    /** Returns a time. */
    public @Nullable Instant time(String name) {
        return take(name, value -> value.isString() ? LenientTime.instant(value.stringValue()) : null);
    }

    /** Returns the calendar date with which a time begins. */
    public @Nullable LocalDate date(String name) {
        return take(name, value -> value.isString() ? LenientTime.date(value.stringValue()) : null);
    }

    /** Returns what a reader makes of an object; null when it is no object, or one of which the reader makes nothing. */
    public <T> @Nullable T object(String name, Function<JsonFields, @Nullable T> reader) {
        JsonNode value = left.get(name);
        if (value == null || !value.isObject()) {
            return null;
        }
        JsonFields inner = of(value);
        T read = reader.apply(inner);
        if (read != null) {
            left.remove(name);
            keep(name, inner.left);
        }
        return read;
    }

    /** Returns what a reader makes of the objects in an array. Members that are no objects stay behind. */
    public <T> List<T> objects(String name, Function<JsonFields, T> reader) {
        JsonNode array = left.get(name);
        if (array == null || !array.isArray()) {
            return List.of();
        }
        left.remove(name);
        var read = new ArrayList<T>();
        ArrayNode unread = Json.array();
        for (JsonNode member : array.values()) {
            if (member.isObject()) {
                JsonFields inner = of(member);
                read.add(reader.apply(inner));
                unread.add(inner.left);
            } else {
                unread.add(member);
            }
        }
        if (unread.valueStream().anyMatch(member -> !member.isNull() && !(member.isObject() && member.isEmpty()))) {
            left.set(name, unread);
        }
        return read;
    }

    /** Returns an object as JSON text, cut of personal fields. */
    public @Nullable String json(String name) {
        return take(name, value -> value.isObject() ? Json.write(PersonalFields.cut(value)) : null);
    }

    /** Returns an object or array as JSON text, personal fields with it. */
    public @Nullable String rawJson(String name) {
        return take(name, value -> value.isContainer() ? Json.write(value) : null);
    }

    /** Returns the value of a field, which stays. */
    public JsonNode peek(String name) {
        return left.path(name);
    }

    /** Takes everything for read but some fields. */
    public void keepOnly(String... names) {
        left.retain(names);
    }

    /** Returns what was not read, personal fields with it, as JSON text; null when everything was. Then everything is. */
    public @Nullable String rest() {
        return drained(left);
    }

    /** Returns what was not read, cut of personal fields, as JSON text; null when everything was. Then everything is. */
    public @Nullable String extra() {
        return drained(PersonalFields.cut(left));
    }

    private @Nullable String drained(JsonNode unread) {
        String text = Json.writeUnlessEmpty(unread);
        left.removeAll();
        return text;
    }

    private void keep(String name, JsonNode unread) {
        if (!unread.isEmpty()) {
            left.set(name, unread);
        }
    }

    private <T> @Nullable T take(String name, Function<JsonNode, @Nullable T> reader) {
        JsonNode value = left.get(name);
        T read = value == null ? null : reader.apply(value);
        if (read != null) {
            left.remove(name);
        }
        return read;
    }
}
