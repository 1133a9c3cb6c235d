package dev.waybill.console.replay;

import dev.waybill.schemas.http.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a topic, by time or by offset. */
sealed interface Place {

    /** No record is later. */
    Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    Pattern OFFSET = Pattern.compile("[0-9]{1,18}");

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
        return Times.of(text)
                .<Place>map(time ->
                        new Time(time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LAST) ? LAST : time))
                .or(() -> OFFSET.matcher(text).matches()
                        ? Optional.of(new Offset(Long.parseLong(text)))
                        : Optional.empty())
                .orElseThrow(
                        () -> Destinations.bad(name + " must be a time such as 2026-11-26T12:00:00Z, or an offset"));
    }
}
