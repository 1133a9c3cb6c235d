package dev.waybill.console.deadletters;

import dev.waybill.events.DeadLetterState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A dead letter in a list.
 *
 * @param key null for none
 * @param state open, replayed or discarded
 * @param reason of the last attempt
 * @param message likewise
 * @param failedAt when the last attempt was given up
 * @param attempts how often it failed, as far as that is kept
 */
@JsonNaming(SnakeCaseStrategy.class)
record Letter(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        String state,
        String reason,
        @Nullable String message,
        Instant failedAt,
        int attempts) {

    static Letter of(ConsumerRecord<byte[], byte[]> record, DeadLetterState state) {
        List<Attempt> attempts = Attempt.of(record.headers());
        Attempt last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
        String reason = last == null ? null : last.reason();
        return new Letter(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
                state.name().toLowerCase(Locale.ROOT),
                reason == null ? DeadLetterIndex.UNKNOWN : reason,
                last == null ? null : last.message(),
                Instant.ofEpochMilli(record.timestamp()),
                attempts.size());
    }
}
