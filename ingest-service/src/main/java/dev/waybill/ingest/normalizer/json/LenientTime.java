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

    /** The form of EasyPost's own times, of which a webhook may hold hundreds. */
    private static final String USUAL = "0000-00-00T00:00:00Z";

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
            Instant instant = isUsual(told)
                    ? usual(told)
                    : toInstant(FORMAT.parseBest(
                                    told.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from))
                            .truncatedTo(ChronoUnit.MICROS);
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

    private static boolean isUsual(String told) {
        boolean usual = told.length() == USUAL.length();
        for (int i = 0; usual && i < USUAL.length(); i++) {
            char c = told.charAt(i);
            usual = USUAL.charAt(i) == '0' ? c >= '0' && c <= '9' : c == USUAL.charAt(i);
        }
        return usual;
    }

    private static Instant usual(String told) {
        return LocalDateTime.of(
                        number(told, 0, 4),
                        number(told, 5, 7),
                        number(told, 8, 10),
                        number(told, 11, 13),
                        number(told, 14, 16),
                        number(told, 17, 19))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String told, int from, int to) {
        return Integer.parseInt(told, from, to, 10);
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
