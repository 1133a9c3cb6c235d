package dev.waybill.schemas.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Avro records as JSON that people can read, and back without loss: fields by name, nulls left out, times and dates as ISO text, decimals
 * as numbers, enums by name. Texts that hold JSON stay texts.
 */
public final class AvroJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AvroJson() {}

    /** Returns a record as JSON, without some of its fields. */
    public static ObjectNode write(SpecificRecord value, Set<String> left) {
        ObjectNode written = NODES.objectNode();
        for (Schema.Field field : value.getSchema().getFields()) {
            Object part = value.get(field.pos());
            if (part != null && (left.isEmpty() || !left.contains(field.name()))) {
                written.set(field.name(), node(part));
            }
        }
        return written;
    }

    /** Returns a list of records as JSON. */
    public static ArrayNode write(List<? extends SpecificRecord> values) {
        ArrayNode written = NODES.arrayNode(values.size());
        values.forEach(value -> written.add(write(value, Set.of())));
        return written;
    }

    /** Returns the record that {@link #write} wrote. */
    public static <T extends SpecificRecord> T read(JsonNode json, Class<T> type) {
        return type.cast(record(json, SpecificData.get().getSchema(type)));
    }

    /** Returns the records that {@link #write} wrote; none for null. */
    public static <T extends SpecificRecord> List<T> readAll(@Nullable JsonNode json, Class<T> type) {
        var read = new ArrayList<T>();
        if (json != null) {
            json.forEach(one -> read.add(read(one, type)));
        }
        return read;
    }

    private static JsonNode node(Object value) {
        if (value instanceof SpecificRecord part) {
            return write(part, Set.of());
        }
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode(list.size());
            list.forEach(item -> array.add(node(item)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, item) -> object.set(key.toString(), node(item)));
            return object;
        }
        if (value instanceof BigDecimal decimal) {
            return NODES.numberNode(decimal);
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        return StringNode.valueOf(value.toString());
    }

    private static SpecificRecord record(JsonNode json, Schema schema) {
        var record =
                (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            JsonNode part = json.get(field.name());
            record.put(
                    field.pos(), part == null || part.isNull() ? absent(field, schema) : value(part, field.schema()));
        }
        return record;
    }

    private static @Nullable Object absent(Schema.Field field, Schema schema) {
        Object value = SpecificData.getForSchema(schema).getDefaultValue(field);
        // Avro's own lists cannot compare decimals
        return value instanceof List<?> list ? new ArrayList<>(list) : value;
    }

    private static Object value(JsonNode json, Schema schema) {
        return switch (schema.getType()) {
            case UNION -> value(json, told(schema));
            case RECORD -> record(json, schema);
            case ARRAY -> {
                var list = new ArrayList<>(json.size());
                json.forEach(item -> list.add(value(item, schema.getElementType())));
                yield list;
            }
            case MAP -> {
                var map = new HashMap<String, Object>();
                json.properties()
                        .forEach(entry -> map.put(entry.getKey(), value(entry.getValue(), schema.getValueType())));
                yield map;
            }
            case ENUM -> Objects.requireNonNull(SpecificData.get().createEnum(json.stringValue(), schema));
            case BYTES -> json.decimalValue().setScale(scale(schema), RoundingMode.UNNECESSARY);
            case INT -> schema.getLogicalType() == null ? json.intValue() : LocalDate.parse(json.stringValue());
            case LONG -> schema.getLogicalType() == null ? json.longValue() : Instant.parse(json.stringValue());
            case BOOLEAN -> json.booleanValue();
            case STRING -> json.stringValue();
            default -> throw new IllegalArgumentException("No JSON form of " + schema);
        };
    }

    /** The branch of an optional field that is not null. */
    private static Schema told(Schema union) {
        for (Schema branch : union.getTypes()) {
            if (branch.getType() != Schema.Type.NULL) {
                return branch;
            }
        }
        throw new IllegalArgumentException("No JSON form of " + union);
    }

    private static int scale(Schema schema) {
        return ((LogicalTypes.Decimal) schema.getLogicalType()).getScale();
    }
}
