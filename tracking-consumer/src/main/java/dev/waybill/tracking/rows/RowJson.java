package dev.waybill.tracking.rows;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records as JSON whose keys are columns in lower case with underscores. Texts lose what PostgreSQL cannot hold: the character 0 and
 * surrogates without their other half.
 */
public final class RowJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(new SimpleModule().addSerializer(String.class, new CleanText()))
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DIGITS = 1000;

    private RowJson() {}

    /** Returns rows as one JSON array. */
    public static String array(Collection<?> rows) {
        return MAPPER.writeValueAsString(rows);
    }

    /**
     * Returns rows as JSON arrays, a part of them each, and makes each as the stream goes on.
     *
     * @param columns gives the tree of a row
     */
    public static <T> Stream<String> arrays(List<T> rows, Function<T, ? extends JsonNode> columns) {
        return Parts.of(rows).map(part -> array(part, columns));
    }

    /** Of each row there is a tree only while it is written: the trees of a large batch together would outlive the young generation. */
    private static <T> String array(List<T> rows, Function<T, ? extends JsonNode> columns) {
        var written = new StringWriter();
        try (SequenceWriter array = MAPPER.writer().writeValuesAsArray(written)) {
            rows.forEach(row -> array.write(columns.apply(row)));
        }
        return written.toString();
    }

    /** Returns anything as JSON. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Returns a record as a tree of its columns. */
    public static JsonNode tree(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Returns the tree of a JSON text. */
    public static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    /** Returns a record from the JSON of its columns; columns that it does not know are left out. */
    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /** Returns what a JSON text in an event says, as jsonb can hold it; the text itself when it is no JSON; null for null. */
    public static @Nullable JsonNode parsed(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            JsonNode tree = MAPPER.readTree(json);
            return tree.isMissingNode() ? NODES.stringNode(json) : storable(tree);
        } catch (JacksonException broken) {
            return NODES.stringNode(Unstorable.strip(json));
        }
    }

    /**
     * Returns a tree as jsonb can hold it: texts and names lose what PostgreSQL cannot hold, a number of more digits than anybody means
     * becomes a text.
     */
    public static JsonNode storable(JsonNode told) {
        if (told.isObject()) {
            ObjectNode object = NODES.objectNode();
            told.properties()
                    .forEach(member -> object.set(Unstorable.strip(member.getKey()), storable(member.getValue())));
            return object;
        }
        if (told.isArray()) {
            ArrayNode array = NODES.arrayNode(told.size());
            told.values().forEach(item -> array.add(storable(item)));
            return array;
        }
        if (told.isNumber()) {
            BigDecimal number = told.decimalValue();
            return Math.abs(number.scale()) > MAX_DIGITS || number.precision() > MAX_DIGITS
                    ? NODES.stringNode(number.toString())
                    : told;
        }
        return told.isString() ? NODES.stringNode(Unstorable.strip(told.stringValue())) : told;
    }

    private static final class CleanText extends ValueSerializer<String> {

        @Override
        public void serialize(String value, JsonGenerator out, SerializationContext context) {
            out.writeString(Unstorable.strip(value));
        }
    }
}
