package dev.waybill.benchmarks.torture.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Figures over some shipments, from all of them each time. */
record Group(List<Figures> shipments) {

    private static final int SCALE = 5;
    private static final double Z = 1.959963984540054;

    long delivered() {
        return shipments.stream()
                .filter(one -> "delivered".equals(one.outcome()))
                .count();
    }

    long failed() {
        return shipments.stream().filter(one -> "failed".equals(one.outcome())).count();
    }

    long onTime() {
        return shipments.stream()
                .filter(one -> Boolean.TRUE.equals(one.onTime()))
                .count();
    }

    long delayed() {
        return shipments.stream()
                .filter(one -> Boolean.FALSE.equals(one.onTime()))
                .count();
    }

    @Nullable
    BigDecimal onTimeRate() {
        long known = onTime() + delayed();
        return known == 0 ? null : divide(BigDecimal.valueOf(onTime()), known);
    }

    /** 100 x the lower bound of the Wilson interval, as the books write it: (p + z²/2n - z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). */
    @Nullable
    BigDecimal reliability() {
        long known = onTime() + delayed();
        if (known == 0) {
            return null;
        }
        MathContext digits = MathContext.DECIMAL128;
        BigDecimal n = BigDecimal.valueOf(known);
        BigDecimal p = BigDecimal.valueOf(onTime()).divide(n, digits);
        BigDecimal z = new BigDecimal(Double.toString(Z));
        BigDecimal z2 = z.multiply(z).divide(n, digits);
        BigDecimal inner = p.multiply(BigDecimal.ONE.subtract(p))
                .divide(n, digits)
                .add(z2.divide(n, digits).divide(BigDecimal.valueOf(4), digits));
        BigDecimal lower = p.add(z2.divide(BigDecimal.valueOf(2), digits))
                .subtract(z.multiply(inner.sqrt(digits)))
                .divide(BigDecimal.ONE.add(z2), digits);
        return lower.movePointRight(2).max(BigDecimal.ZERO).setScale(SCALE, RoundingMode.HALF_UP);
    }

    /** From label to delivery, of those delivered where it is known. */
    List<Duration> days() {
        return shipments.stream()
                .flatMap(one -> Rollups.delivery(one).stream())
                .sorted()
                .toList();
    }

    @Nullable
    BigDecimal averageDays() {
        List<Duration> days = days();
        return days.isEmpty()
                ? null
                : divide(days.stream().map(Days::of).reduce(BigDecimal.ZERO, BigDecimal::add), days.size());
    }

    /** The least that so many percent do not exceed, by the full hour. */
    @Nullable
    BigDecimal percentile(int percent) {
        List<Duration> days = new ArrayList<>(days());
        if (days.isEmpty()) {
            return null;
        }
        int rank = Math.max(1, (int) Math.ceil(days.size() * percent / 100.0));
        return divide(BigDecimal.valueOf(days.get(rank - 1).toHours()), 24);
    }

    /** Total and count by currency. */
    ObjectNode costs() {
        var totals = new TreeMap<String, BigDecimal>();
        var counts = new TreeMap<String, Integer>();
        for (Figures one : shipments) {
            Money money = Money.of(one.told());
            if (money.total() != null) {
                totals.merge(money.currency(), money.total(), BigDecimal::add);
                counts.merge(money.currency(), 1, Integer::sum);
            }
        }
        ObjectNode costs = JsonNodeFactory.instance.objectNode();
        totals.forEach((currency, total) ->
                costs.putObject(currency).put("total", total).put("count", counts.get(currency)));
        return costs;
    }

    @Nullable
    String onlyCurrency() {
        ObjectNode costs = costs();
        return costs.size() == 1 ? costs.propertyNames().iterator().next() : null;
    }

    @Nullable
    BigDecimal onlyCost(String which) {
        String currency = onlyCurrency();
        if (currency == null) {
            return null;
        }
        BigDecimal total = costs().path(currency).path("total").decimalValue();
        return which.equals("total")
                ? total
                : divide(total, costs().path(currency).path("count").longValue());
    }

    private static BigDecimal divide(BigDecimal total, long count) {
        return total.divide(BigDecimal.valueOf(count), SCALE, RoundingMode.HALF_UP);
    }
}
