package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a record of the inbox says, and nothing of where it lies: the same always becomes the same events.
 *
 * @param body the raw body
 * @param receivedAt when the broker first had it
 * @param source the way it came
 * @param account EasyPost's id of the user with whose key it was fetched; null when not known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record InboxRecord(
        byte[] body,
        Instant receivedAt,
        Source source,
        @Nullable String account) {}
