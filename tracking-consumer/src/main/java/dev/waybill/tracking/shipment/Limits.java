package dev.waybill.tracking.shipment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the columns can hold: a value that breaks a check of its column becomes null, a text that is too long for an index is cut. */
public final class Limits {

    private static final int TEXT_LENGTH = 255;
    private static final int MONEY_SCALE = 5;
    private static final int MAX_DELIVERY_DAYS = 3650;
    private static final BigDecimal MONEY_LIMIT = BigDecimal.TEN.pow(14);
    private static final Instant YEAR_1 = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private Limits() {}

    /** At least 0. */
    public static @Nullable BigDecimal amount(@Nullable BigDecimal told) {
        BigDecimal value = difference(told);
        return value == null || value.signum() < 0 ? null : value;
    }

    /** More than 0. */
    public static @Nullable BigDecimal measure(@Nullable BigDecimal told) {
        BigDecimal value = difference(told);
        return value == null || value.signum() <= 0 ? null : value;
    }

    /** Of either sign, with five decimals. */
    public static @Nullable BigDecimal difference(@Nullable BigDecimal told) {
        if (told == null || told.abs().compareTo(MONEY_LIMIT) >= 0) {
            return null;
        }
        BigDecimal rounded = told.setScale(MONEY_SCALE, RoundingMode.HALF_UP);
        return rounded.abs().compareTo(MONEY_LIMIT) >= 0 ? null : rounded;
    }

    /** From 0 to ten years. */
    public static @Nullable Integer days(@Nullable Integer told) {
        return told == null || told < 0 || told > MAX_DELIVERY_DAYS ? null : told;
    }

    public static @Nullable String currency(@Nullable String told) {
        return code(CURRENCY, told);
    }

    public static @Nullable String country(@Nullable String told) {
        return code(COUNTRY, told);
    }

    /** In the years 1 to 9999. */
    public static @Nullable Instant time(@Nullable Instant told) {
        return told == null || told.isBefore(YEAR_1) || !told.isBefore(YEAR_10000) ? null : told;
    }

    /** In the years 1 to 9999. */
    public static @Nullable LocalDate date(@Nullable LocalDate told) {
        return told == null || told.getYear() < 1 || told.getYear() > 9999 ? null : told;
    }

    /** At most 255 characters, never half of one. */
    public static String text(String told) {
        if (told.length() <= TEXT_LENGTH) {
            return told;
        }
        boolean halved = Character.isHighSurrogate(told.charAt(TEXT_LENGTH - 1));
        return told.substring(0, halved ? TEXT_LENGTH - 1 : TEXT_LENGTH);
    }

    private static @Nullable String code(Pattern pattern, @Nullable String told) {
        String code = told == null ? "" : told.strip().toUpperCase(Locale.ROOT);
        return pattern.matcher(code).matches() ? code : null;
    }
}
