package dev.waybill.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure beside its reference.
 *
 * @param measured the median of the runs
 * @param reference the median of the reference's runs; null where the goal is absolute
 * @param ratio of the two; null without a reference
 * @param runs what each run measured
 */
public record Result(
        String name,
        BigDecimal measured,
        String unit,
        @Nullable BigDecimal reference,
        @Nullable BigDecimal ratio,
        Goal goal,
        boolean met,
        List<BigDecimal> runs) {

    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_UP);

    public static Result against(String name, String unit, List<Double> measured, List<Double> reference, Goal goal) {
        double ratio = median(measured) / median(reference);
        return new Result(
                name,
                rounded(median(measured)),
                unit,
                rounded(median(reference)),
                rounded(ratio),
                goal,
                goal.isMetBy(ratio),
                measured.stream().map(Result::rounded).toList());
    }

    public static Result absolute(String name, String unit, List<Double> measured, Goal goal) {
        double median = median(measured);
        return new Result(
                name,
                rounded(median),
                unit,
                null,
                null,
                goal,
                goal.isMetBy(median),
                measured.stream().map(Result::rounded).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static BigDecimal rounded(double value) {
        return new BigDecimal(value).round(DIGITS);
    }
}
