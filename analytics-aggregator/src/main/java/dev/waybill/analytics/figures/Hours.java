package dev.waybill.analytics.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Delivery times by the full hour: how many shipments took so many. Least, greatest and percentiles stay exact when a shipment leaves.
 *
 * @param counts shipments by hours from label to delivery, rounded down
 */
public record Hours(Breakdown<Long, Count> counts) implements Amount<Hours> {

    public static final Hours NONE = new Hours(Breakdown.none());

    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);
    private static final long SECONDS_AN_HOUR = 3_600;
    private static final BigDecimal HOURS_A_DAY = BigDecimal.valueOf(24);

    /** Returns the hours of one shipment, or of none. Days are rounded to their 5th digit, less than a second: the second comes back by rounding. */
    public static Hours of(@Nullable BigDecimal days) {
        if (days == null) {
            return NONE;
        }
        long seconds =
                days.multiply(SECONDS_A_DAY).setScale(0, RoundingMode.HALF_UP).longValue();
        return new Hours(Breakdown.of(seconds / SECONDS_AN_HOUR, Count.ONE));
    }

    /** Returns the least time in days, null when there is none. */
    public @Nullable BigDecimal leastDays() {
        return isEmpty() ? null : days(counts.parts().firstKey());
    }

    /** Returns the greatest time in days, null when there is none. */
    public @Nullable BigDecimal greatestDays() {
        return isEmpty() ? null : days(counts.parts().lastKey());
    }

    /** Returns the least time in days that so many percent of the shipments did not exceed, null when there is none. */
    public @Nullable BigDecimal percentileDays(int percent) {
        Long hours = percentile(percent);
        return hours == null ? null : days(hours);
    }

    /** Returns the least time in hours that so many percent of the shipments did not exceed, null when there is none. */
    public @Nullable Long percentile(int percent) {
        long rank = (count() * percent + 99) / 100;
        long seen = 0;
        for (Map.Entry<Long, Count> hour : counts.parts().entrySet()) {
            seen += hour.getValue().value();
            if (seen >= rank) {
                return hour.getKey();
            }
        }
        return null;
    }

    /** Returns how many shipments there are. */
    public long count() {
        return counts.parts().values().stream().mapToLong(Count::value).sum();
    }

    @Override
    public Hours plus(Hours other) {
        return new Hours(counts.plus(other.counts));
    }

    @Override
    public Hours minus(Hours other) {
        return new Hours(counts.minus(other.counts));
    }

    @Override
    public boolean isEmpty() {
        return counts.isEmpty();
    }

    private static BigDecimal days(long hours) {
        return BigDecimal.valueOf(hours).divide(HOURS_A_DAY, Sum.SCALE, RoundingMode.HALF_UP);
    }
}
