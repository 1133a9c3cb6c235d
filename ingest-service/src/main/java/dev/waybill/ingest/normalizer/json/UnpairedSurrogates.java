package dev.waybill.ingest.normalizer.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Halves of surrogate pairs that stand alone, escaped or as bytes. UTF-8 has no form for them, so Avro would write a question mark; as NUL
 * they are what no row can hold, which its reader takes out and notes.
 */
final class UnpairedSurrogates {

    private static final String HIGH = "\\\\u[dD][89abAB]\\p{XDigit}{2}";
    private static final String LOW = "\\\\u[dD][c-fC-F]\\p{XDigit}{2}";

    /** Other escapes and pairs are passed over as a whole. */
    private static final Pattern ESCAPE_OR_HALF =
            Pattern.compile("\\\\[^u]|" + HIGH + LOW + "|(" + HIGH + "|" + LOW + "|\\xed[\\xa0-\\xbf][\\x80-\\xbf])");

    private UnpairedSurrogates() {}

    /** Returns a JSON text in UTF-8 that has an escaped NUL in their places; the same where there are none. */
    static byte[] asNul(byte[] json) {
        String text = new String(json, ISO_8859_1);
        if (!text.contains("\\u") && text.indexOf('\u00ed') < 0) {
            return json;
        }
        return ESCAPE_OR_HALF
                .matcher(text)
                .replaceAll(found -> found.group(1) == null ? Matcher.quoteReplacement(found.group()) : "\\\\u0000")
                .getBytes(ISO_8859_1);
    }
}
