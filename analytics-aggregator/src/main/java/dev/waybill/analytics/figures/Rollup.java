package dev.waybill.analytics.figures;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The figures of some shipments.
 *
 * @param costs by currency, never added across
 * @param days from label to delivery
 */
public record Rollup(
        long delivered,
        long failed,
        long inFlight,
        long onTime,
        long delayed,
        long exceptions,
        Breakdown<String, Sum> costs,
        Sum days)
        implements Amount<Rollup> {

    public static final Rollup EMPTY = new Rollup(0, 0, 0, 0, 0, 0, Breakdown.none(), Sum.NONE);

    public Rollup {
        if (Math.min(Math.min(Math.min(delivered, failed), Math.min(inFlight, onTime)), Math.min(delayed, exceptions))
                < 0) {
            throw new IllegalArgumentException("A negative count");
        }
    }

    /** Returns the figures of one shipment. */
    public static Rollup of(Contribution one) {
        return new Rollup(
                one.outcome() == Outcome.DELIVERED ? 1 : 0,
                one.outcome() == Outcome.FAILED ? 1 : 0,
                one.outcome() == Outcome.IN_FLIGHT ? 1 : 0,
                Boolean.TRUE.equals(one.onTime()) ? 1 : 0,
                Boolean.FALSE.equals(one.onTime()) ? 1 : 0,
                one.exceptions(),
                one.cost() == null
                        ? Breakdown.none()
                        : Breakdown.of(one.cost().currency(), Sum.of(one.cost().total())),
                Sum.of(one.days()));
    }

    /** Returns the number of shipments. */
    public long total() {
        return delivered + failed + inFlight;
    }

    /** Returns on time among on time and delayed, 0 to 1, null when neither. */
    public @Nullable BigDecimal onTimeRate() {
        return Rates.share(onTime, onTime + delayed);
    }

    /** Returns the lower bound of that share by Wilson, in percent, null when neither. */
    public @Nullable BigDecimal reliability() {
        return Rates.wilsonPercent(onTime, onTime + delayed);
    }

    @Override
    public Rollup plus(Rollup other) {
        return new Rollup(
                delivered + other.delivered,
                failed + other.failed,
                inFlight + other.inFlight,
                onTime + other.onTime,
                delayed + other.delayed,
                exceptions + other.exceptions,
                costs.plus(other.costs),
                days.plus(other.days));
    }

    @Override
    public Rollup minus(Rollup other) {
        return new Rollup(
                delivered - other.delivered,
                failed - other.failed,
                inFlight - other.inFlight,
                onTime - other.onTime,
                delayed - other.delayed,
                exceptions - other.exceptions,
                costs.minus(other.costs),
                days.minus(other.days));
    }

    @Override
    public boolean isEmpty() {
        return total() == 0;
    }
}
