package dev.waybill.schemas.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as requests name them. */
public final class Times {

    private Times() {}

    /** Returns the time that a text names as ISO 8601 does, with an offset, such as 2026-11-26T12:00:00Z; to the microsecond. */
    public static Optional<Instant> of(@Nullable String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
