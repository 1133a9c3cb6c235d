package dev.waybill.ingest.normalizer.json;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Numbers as EasyPost writes them: bare, or in quotes. */
final class Numbers {

    private static final int SCALE = 5;
    private static final int INTEGER_DIGITS = 14;
    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(SCALE);
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{0,40})?");

    private Numbers() {}

    /** Returns the value as decimal(19,5), rounded half up; null for what is no number or does not fit. */
    static @Nullable BigDecimal decimal(JsonNode told) {
        BigDecimal number = number(told);
        if (number == null || integerDigits(number) > INTEGER_DIGITS) {
            return null;
        }
        // asked before rounding: setScale of 1E-999999999 would compute with a thousand million digits
        BigDecimal rounded = integerDigits(number) < -SCALE ? ZERO : number.setScale(SCALE, RoundingMode.HALF_UP);
        return integerDigits(rounded) > INTEGER_DIGITS ? null : rounded;
    }

    /** Returns the value as an int, such as 3 for 3.0; null for what is none. */
    static @Nullable Integer integer(JsonNode told) {
        BigDecimal number = number(told);
        if (number == null || integerDigits(number) > INTEGER_DIGITS || integerDigits(number) < -SCALE) {
            return null;
        }
        try {
            return number.intValueExact();
        } catch (ArithmeticException noInteger) {
            return null;
        }
    }

    private static @Nullable BigDecimal number(JsonNode told) {
        if (told.isNumber()) {
            return told.decimalValue();
        }
        if (!told.isString()) {
            return null;
        }
        String text = told.stringValue().strip();
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    private static long integerDigits(BigDecimal number) {
        return number.signum() == 0 ? 0 : (long) number.precision() - number.scale();
    }
}
