package dev.waybill.ingest.normalizer.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * The one form of what was told: names sorted, numbers without trailing zeros, and no member that is null. So the same content has the
 * same hash, however it was written. An empty text, object or array is something told.
 */
public final class CanonicalJson {

    private static final String[] NO_NAMES = {};

    private CanonicalJson() {}

    /** Returns the SHA-256 of the canonical form, in hex. */
    public static String hash(JsonNode told) {
        byte[] text = text(told).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static String text(JsonNode told) {
        return Json.write(out -> write(told, out));
    }

    private static void write(JsonNode told, JsonGenerator out) {
        switch (told.getNodeType()) {
            case OBJECT -> writeObject(told, out);
            case ARRAY -> {
                out.writeStartArray();
                told.values().forEach(member -> write(member, out));
                out.writeEndArray();
            }
            // as text: a number's own text would be another in another version of the JSON library
            case NUMBER -> out.writeNumber(told.decimalValue().stripTrailingZeros());
            case BOOLEAN -> out.writeBoolean(told.booleanValue());
            case STRING -> out.writeString(told.stringValue());
            default -> out.writeNull();
        }
    }

    private static void writeObject(JsonNode told, JsonGenerator out) {
        String[] names = told.propertyNames().toArray(NO_NAMES);
        Arrays.sort(names);
        out.writeStartObject();
        for (String name : names) {
            JsonNode value = told.get(name);
            if (!value.isNull()) {
                out.writeName(name);
                write(value, out);
            }
        }
        out.writeEndObject();
    }
}
