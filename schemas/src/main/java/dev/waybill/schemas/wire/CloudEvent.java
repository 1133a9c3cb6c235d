package dev.waybill.schemas.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The CloudEvents 1.0 attributes of a record, kept in Kafka headers as its binary binding says.
 *
 * @param id the same for everything told twice, so that a subscriber can drop the second: {@code <EasyPost event id>/<kind>/<object id>}
 * @param type what it is, such as {@code dev.waybill.shipment.told}
 * @param source who tells, such as {@code /waybill/ingest-service}
 * @param time when it came about
 */
public record CloudEvent(String id, String type, String source, Instant time) {

    private static final String ID = "ce_id";
    private static final String TYPE = "ce_type";
    private static final String SOURCE = "ce_source";
    private static final String TIME = "ce_time";
    private static final String SPECVERSION = "ce_specversion";

    /** Returns the attributes as headers. */
    public List<Header> headers() {
        return List.of(
                header(SPECVERSION, "1.0"),
                header(ID, id),
                header(TYPE, type),
                header(SOURCE, source),
                header(TIME, time.toString()));
    }

    /** Returns the id in some headers, or null. */
    public static @Nullable String idIn(Headers headers) {
        return RecordHeaders.text(headers, ID);
    }

    /** Returns the type in some headers, or null. */
    public static @Nullable String typeIn(Headers headers) {
        return RecordHeaders.text(headers, TYPE);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
