package dev.waybill.ingest.fetch;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The header Retry-After, as seconds or as a date, and at most an hour. */
final class RetryAfter {

    private static final Duration MOST = Duration.ofHours(1);

    private RetryAfter() {}

    static @Nullable Duration in(HttpResponse<?> response, Instant now) {
        return response.headers()
                .firstValue("Retry-After")
                .map(told -> parse(told.strip(), now))
                .orElse(null);
    }

    /** Returns how long to wait, or null when that is not told. */
    static @Nullable Duration parse(String told, Instant now) {
        Duration wait;
        try {
            wait = !told.isEmpty() && told.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                    ? Duration.ofSeconds(Long.parseLong(told))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(told, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeParseException | NumberFormatException malformed) {
            return null;
        }
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(MOST) > 0 ? MOST : wait;
    }
}
