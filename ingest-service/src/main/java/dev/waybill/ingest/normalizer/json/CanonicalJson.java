package dev.waybill.ingest.normalizer.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one form of what was told: names sorted, numbers without trailing zeros, and no member that is null. So the same content has the
 * same hash, however it was written. An empty text, object or array is something told.
 */
public final class CanonicalJson {

    private CanonicalJson() {}

    /** Returns the SHA-256 of the canonical form, in hex. */
    public static String hash(JsonNode told) {
        byte[] text = Json.write(of(told)).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static JsonNode of(JsonNode told) {
        if (told.isObject()) {
            var sorted = new TreeMap<String, JsonNode>();
            told.forEachEntry((name, value) -> {
                if (!value.isNull()) {
                    sorted.put(name, of(value));
                }
            });
            ObjectNode object = Json.object();
            sorted.forEach(object::set);
            return object;
        }
        if (told.isArray()) {
            return Json.array().addAll(told.valueStream().map(CanonicalJson::of).toList());
        }
        // as text: a number's own text would be another in another version of the JSON library
        return told.isNumber()
                ? JsonNodeFactory.instance.numberNode(told.decimalValue().stripTrailingZeros())
                : told;
    }
}
