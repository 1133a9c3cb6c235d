package dev.waybill.tracking.rows;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

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

    private RowJson() {}

    /** Returns rows as one JSON array. */
    public static String array(Collection<?> rows) {
        return MAPPER.writeValueAsString(rows);
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

    /** Returns what a JSON text in an event says; the text itself when it is no JSON; null for null. */
    public static @Nullable Object parsed(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            return MAPPER.readValue(json, Object.class);
        } catch (JacksonException broken) {
            return json;
        }
    }

    static String clean(String text) {
        boolean clean = true;
        for (int i = 0; i < text.length() && clean; i++) {
            char c = text.charAt(i);
            clean = c != 0 && !Character.isSurrogate(c);
        }
        if (clean) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0 && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static final class CleanText extends ValueSerializer<String> {

        @Override
        public void serialize(String value, JsonGenerator out, SerializationContext context) {
            out.writeString(clean(value));
        }
    }
}
