package dev.waybill.ingest.normalizer;

import dev.waybill.events.Source;
import dev.waybill.ingest.normalizer.mapping.InboxRecord;
import dev.waybill.schemas.wire.RecordHeaders;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What the headers of an inbox record say. */
final class InboxRecords {

    private InboxRecords() {}

    static InboxRecord of(ConsumerRecord<byte[], byte[]> inbox) {
        return new InboxRecord(
                inbox.value() == null ? new byte[0] : inbox.value(),
                receivedAt(inbox),
                source(RecordHeaders.text(inbox.headers(), RecordHeaders.SOURCE)),
                RecordHeaders.text(inbox.headers(), RecordHeaders.ACCOUNT));
    }

    /** The broker's time of the record, or of the first one when this is a copy. A copy is never older than what it is a copy of. */
    private static Instant receivedAt(ConsumerRecord<byte[], byte[]> inbox) {
        long own = Math.max(inbox.timestamp(), 0);
        String first = RecordHeaders.text(inbox.headers(), RecordHeaders.RECEIVED_AT);
        try {
            return Instant.ofEpochMilli(first == null ? own : Math.min(Math.max(Long.parseLong(first), 0), own));
        } catch (NumberFormatException unreadable) {
            return Instant.ofEpochMilli(own);
        }
    }

    private static Source source(@Nullable String told) {
        if (told == null) {
            return Source.WEBHOOK;
        }
        try {
            return Source.valueOf(told.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return Source.UNKNOWN;
        }
    }
}
