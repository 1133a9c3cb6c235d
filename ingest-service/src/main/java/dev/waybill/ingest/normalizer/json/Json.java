package dev.waybill.ingest.normalizer.json;

import java.io.StringWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON text to trees and back. Numbers keep every digit; nesting is bounded, so that a recursion over a tree ends. */
public final class Json {

    /** Deepest nesting that is read. */
    public static final int MAX_DEPTH = 100;

    private static final int LIKELY_LENGTH = 4096;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /**
     * Returns the tree of a text in UTF-8, of which the last of two equal names counts, with NUL for each half of a surrogate pair. Fails
     * with JacksonException.
     */
    public static JsonNode parse(byte[] text) throws JacksonException {
        return MAPPER.readTree(UnpairedSurrogates.asNul(text));
    }

    /** Returns the text of a tree. */
    public static String write(JsonNode tree) {
        return MAPPER.writeValueAsString(tree);
    }

    /** Returns the text that a writer writes. */
    static String write(Consumer<JsonGenerator> writer) {
        var text = new StringWriter(LIKELY_LENGTH);
        try (JsonGenerator out = MAPPER.createGenerator(text)) {
            writer.accept(out);
        }
        return text.toString();
    }

    /** Returns the text of an object or array; null when it has nothing in it. */
    public static @Nullable String writeUnlessEmpty(JsonNode tree) {
        return tree.isEmpty() ? null : write(tree);
    }

    /** Returns the text of a scalar that is not blank; null for anything else. */
    public static @Nullable String text(@Nullable JsonNode node) {
        if (node == null || !node.isValueNode() || node.isNull()) {
            return null;
        }
        String text = node.asString();
        return text.isBlank() ? null : text;
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
