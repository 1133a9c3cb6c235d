package dev.waybill.tracking.rows;

import org.jspecify.annotations.Nullable;

/** Characters that PostgreSQL refuses in text and jsonb: NUL, and a surrogate without its other half. */
public final class Unstorable {

    private static final int ESCAPE_LENGTH = 6;

    private Unstorable() {}

    /** Returns a text without them; the same text where there are none. */
    public static String strip(String told) {
        int first = firstUnstorable(told);
        if (first < 0) {
            return told;
        }
        StringBuilder kept = new StringBuilder(told.length()).append(told, 0, first);
        told.substring(first).codePoints().filter(Unstorable::storable).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** The same for what a JSON text writes as an escape such as {@code \}{@code u0000}. */
    public static String stripEscapes(String json) {
        if (!json.contains("\\u")) {
            return json;
        }
        StringBuilder kept = new StringBuilder(json.length());
        int at = 0;
        while (at < json.length()) {
            int length = lengthAt(json, at);
            if (length == ESCAPE_LENGTH && unstorable(json, at)) {
                at += length;
                continue;
            }
            kept.append(json, at, at + length);
            at += length;
        }
        return kept.toString();
    }

    /** Of a pair of escaped surrogates both are taken at once. */
    private static int lengthAt(String json, int at) {
        if (json.charAt(at) != '\\') {
            return 1;
        }
        Character escaped = escaped(json, at);
        if (escaped == null) {
            return Math.min(2, json.length() - at);
        }
        Character next = escaped(json, at + ESCAPE_LENGTH);
        boolean pair = Character.isHighSurrogate(escaped) && next != null && Character.isLowSurrogate(next);
        return pair ? 2 * ESCAPE_LENGTH : ESCAPE_LENGTH;
    }

    private static boolean unstorable(String json, int at) {
        Character escaped = escaped(json, at);
        return escaped != null && !storable(escaped);
    }

    private static @Nullable Character escaped(String json, int at) {
        if (!json.startsWith("\\u", at) || at + ESCAPE_LENGTH > json.length()) {
            return null;
        }
        try {
            return (char) Integer.parseInt(json, at + 2, at + ESCAPE_LENGTH, 16);
        } catch (NumberFormatException noEscape) {
            return null;
        }
    }

    private static int firstUnstorable(String told) {
        for (int at = 0; at < told.length(); at++) {
            char character = told.charAt(at);
            if (character == 0) {
                return at;
            }
            if (Character.isSurrogate(character)) {
                if (!storable(told.codePointAt(at))) {
                    return at;
                }
                at++;
            }
        }
        return -1;
    }

    private static boolean storable(int character) {
        return character != 0 && (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE);
    }
}
