package dev.waybill.console.deadletters;

import static dev.waybill.schemas.wire.DeadLetter.MESSAGE;
import static dev.waybill.schemas.wire.DeadLetter.OFFSET;
import static dev.waybill.schemas.wire.DeadLetter.PARTITION;
import static dev.waybill.schemas.wire.DeadLetter.REASON;
import static dev.waybill.schemas.wire.DeadLetter.STACK_TRACE;
import static dev.waybill.schemas.wire.DeadLetter.TIMESTAMP;
import static dev.waybill.schemas.wire.DeadLetter.TOPIC;

import dev.waybill.schemas.wire.RecordHeaders;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A time that a record was handled in vain, as the headers of its dead letter say. What they do not say is null.
 *
 * @param recordedAt the record's own timestamp
 */
@JsonNaming(SnakeCaseStrategy.class)
record Attempt(
        @Nullable String reason,
        @Nullable String message,
        @Nullable String stackTrace,
        @Nullable String topic,
        @Nullable Integer partition,
        @Nullable Long offset,
        @Nullable Instant recordedAt) {

    /** Returns the attempts of a dead letter, the first one first. */
    static List<Attempt> of(Headers headers) {
        List<String> reasons = RecordHeaders.texts(headers, REASON);
        return IntStream.range(0, reasons.size())
                .mapToObj(attempt -> new Attempt(
                        reasons.get(attempt),
                        at(headers, MESSAGE, attempt),
                        at(headers, STACK_TRACE, attempt),
                        at(headers, TOPIC, attempt),
                        number(at(headers, PARTITION, attempt), Integer::valueOf),
                        number(at(headers, OFFSET, attempt), Long::valueOf),
                        number(
                                at(headers, TIMESTAMP, attempt),
                                millis -> Instant.ofEpochMilli(Long.parseLong(millis)))))
                .toList();
    }

    private static @Nullable String at(Headers headers, String name, int attempt) {
        List<String> values = RecordHeaders.texts(headers, name);
        return attempt < values.size() ? values.get(attempt) : null;
    }

    private static <T> @Nullable T number(@Nullable String text, Function<String, T> of) {
        try {
            return text == null ? null : of.apply(text);
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
