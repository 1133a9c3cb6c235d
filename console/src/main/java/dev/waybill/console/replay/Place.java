package dev.waybill.console.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A place in a topic, by time or by offset. */
sealed interface Place {

    /** The same offset in each partition. */
    record Offset(long offset) implements Place {}

    /** The first record that is not older. */
    record Time(Instant time) implements Place {}

    /**
     * Returns the place that a text names, null for none.
     *
     * @throws dev.waybill.schemas.http.Problem when it is neither time nor offset
     */
    static @Nullable Place of(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return text.chars().allMatch(Character::isDigit)
                    ? new Offset(Long.parseLong(text))
                    : new Time(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException | NumberFormatException neither) {
            throw Destinations.bad(name + " must be a time such as 2026-11-26T12:00:00Z, or an offset");
        }
    }
}
