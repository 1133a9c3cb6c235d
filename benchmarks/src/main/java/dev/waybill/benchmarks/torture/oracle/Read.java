package dev.waybill.benchmarks.torture.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fields of what EasyPost tells. */
final class Read {

    private static final int DATE = 10;

    private Read() {}

    static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    static Instant time(JsonNode object, String field) {
        return Objects.requireNonNull(timeOrNull(object, field), field);
    }

    static @Nullable Instant timeOrNull(JsonNode object, String field) {
        String text = text(object, field);
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    /** The calendar date in UTC. */
    static @Nullable String utcDate(JsonNode object, String field) {
        Instant time = timeOrNull(object, field);
        return time == null ? null : time.toString().substring(0, DATE);
    }

    /** The calendar date as it is written. */
    static @Nullable String date(JsonNode object, String field) {
        String text = text(object, field);
        return text == null ? null : text.substring(0, DATE);
    }

    static @Nullable BigDecimal money(JsonNode object, String field) {
        String text = text(object, field);
        return text == null ? null : new BigDecimal(text);
    }

    static @Nullable String any(@Nullable String... told) {
        for (String text : told) {
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
