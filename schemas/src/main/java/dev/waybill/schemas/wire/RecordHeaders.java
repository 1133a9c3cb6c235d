package dev.waybill.schemas.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** The names of Waybill's own record headers, whose values are UTF-8 text. */
public final class RecordHeaders {

    /** Of an inbox record: the way it came, a name of {@link dev.waybill.events.Source} in lower case. */
    public static final String SOURCE = "waybill_source";

    /** Of a copied record: when the first one was received, in milliseconds since 1970. */
    public static final String RECEIVED_AT = "waybill_received_at";

    /** Of an inbox record that was posted, fetched or imported: the operation that brought it. */
    public static final String OPERATION = "waybill_operation";

    /** Of an inbox record that was posted: its line, counted from 1. */
    public static final String LINE = "waybill_line";

    /** Of an inbox record that was fetched: EasyPost's id of the user whose key was used. */
    public static final String ACCOUNT = "waybill_account";

    private RecordHeaders() {}

    /** Returns a header. */
    public static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the last value of a header, or null when there is none. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : text(header.value());
    }

    /** Returns all values of a header, the first one first; an empty text for one that has none. */
    public static List<String> texts(Headers headers, String name) {
        var values = new ArrayList<String>();
        headers.headers(name).forEach(header -> values.add(header.value() == null ? "" : text(header.value())));
        return values;
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
