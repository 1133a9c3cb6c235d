package dev.waybill.console.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A place in a topic, by time or by offset. */
sealed interface Place {

    /** No record is later. */
    Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

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
            if (text.chars().allMatch(Character::isDigit)) {
                return new Offset(Long.parseLong(text));
            }
            Instant time = OffsetDateTime.parse(text).toInstant();
            return new Time(time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LAST) ? LAST : time);
        } catch (DateTimeException | NumberFormatException neither) {
            throw Destinations.bad(name + " must be a time such as 2026-11-26T12:00:00Z, or an offset");
        }
    }
}
