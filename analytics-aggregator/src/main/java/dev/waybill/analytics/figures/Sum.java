package dev.waybill.analytics.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A total of money or days, and of how many it is the total. Scale is {@value #SCALE}, so that equal sums are equal values.
 *
 * @param total the total
 * @param count the number of values in it
 */
public record Sum(BigDecimal total, long count) implements Amount<Sum> {

    public static final Sum NONE = new Sum(BigDecimal.ZERO, 0);

    /** Digits after the point, here and in every figure. */
    public static final int SCALE = 5;

    public Sum {
        total = total.setScale(SCALE, RoundingMode.HALF_UP);
        if (count < 0 || (count == 0 && total.signum() != 0)) {
            throw new IllegalArgumentException("A total of " + total + " of " + count);
        }
    }

    /** Returns the sum of one value, or of none. */
    public static Sum of(@Nullable BigDecimal value) {
        return value == null ? NONE : new Sum(value, 1);
    }

    /** Returns the mean, null when there are no values. */
    public @Nullable BigDecimal mean() {
        return count == 0 ? null : total.divide(BigDecimal.valueOf(count), SCALE, RoundingMode.HALF_UP);
    }

    @Override
    public Sum plus(Sum other) {
        return new Sum(total.add(other.total), count + other.count);
    }

    @Override
    public Sum minus(Sum other) {
        return new Sum(total.subtract(other.total), count - other.count);
    }

    @Override
    public boolean isEmpty() {
        return count == 0;
    }
}
