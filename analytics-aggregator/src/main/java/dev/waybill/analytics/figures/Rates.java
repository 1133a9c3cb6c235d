package dev.waybill.analytics.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Shares of a number of trials, the same on every machine. */
final class Rates {

    /** The normal distribution's 97.5 % point. */
    private static final BigDecimal Z = new BigDecimal("1.959963984540054");

    private static final BigDecimal Z2 = Z.multiply(Z);
    private static final MathContext DIGITS = MathContext.DECIMAL128;

    private Rates() {}

    static @Nullable BigDecimal share(long hits, long trials) {
        return trials == 0
                ? null
                : BigDecimal.valueOf(hits).divide(BigDecimal.valueOf(trials), Sum.SCALE, RoundingMode.HALF_UP);
    }

    /** (2k + z² − z √(z² + 4k(n − k)/n)) / 2(n + z²), of k hits in n trials. */
    static @Nullable BigDecimal wilsonPercent(long hits, long trials) {
        if (trials == 0) {
            return null;
        }
        BigDecimal k = BigDecimal.valueOf(hits);
        BigDecimal n = BigDecimal.valueOf(trials);
        BigDecimal four = BigDecimal.valueOf(4);
        BigDecimal root = Z2.add(four.multiply(k).multiply(n.subtract(k)).divide(n, DIGITS))
                .sqrt(DIGITS);
        BigDecimal above = k.add(k).add(Z2).subtract(Z.multiply(root));
        BigDecimal below = n.add(Z2).multiply(BigDecimal.valueOf(2));
        return above.movePointRight(2)
                .divide(below, DIGITS)
                .max(BigDecimal.ZERO)
                .setScale(Sum.SCALE, RoundingMode.HALF_UP);
    }
}
