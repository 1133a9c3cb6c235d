package dev.waybill.ingest.normalizer.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as EasyPost and the carriers write them. */
public final class LenientTime {

    private static final int DATE_LENGTH = 10;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[' ']")
            .appendPattern("[XXXXX][XXXX][X]")
            .appendPattern("['UTC']")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private LenientTime() {}

    /**
     * Returns the instant of a text, to the microsecond: a date and time with an offset, without one (UTC), or a date alone (its start in
     * UTC). Null for anything else, and outside of the years 1 to 9999.
     */
    public static @Nullable Instant instant(@Nullable String told) {
        if (told == null) {
            return null;
        }
        try {
            TemporalAccessor read =
                    FORMAT.parseBest(told.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            Instant instant = toInstant(read).truncatedTo(ChronoUnit.MICROS);
            return instant.isBefore(FIRST) || instant.isAfter(LAST) ? null : instant;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** Returns the calendar date that a text begins with, as written and never converted; null when there is none. */
    public static @Nullable LocalDate date(@Nullable String told) {
        if (told == null) {
            return null;
        }
        String text = told.strip();
        try {
            return LocalDate.parse(text.substring(0, Math.min(DATE_LENGTH, text.length())));
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static Instant toInstant(TemporalAccessor read) {
        if (read instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        LocalDateTime local =
                read instanceof LocalDateTime time ? time : LocalDate.from(read).atStartOfDay();
        return local.toInstant(ZoneOffset.UTC);
    }
}
