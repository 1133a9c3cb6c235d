package dev.waybill.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The runs that do not count: on two cores a JVM needs half a minute of load and more until it has compiled what it runs. */
public final class WarmUp {

    private static final double FASTER = 1.05;
    private static final int STEADY_RUNS = 2;

    private WarmUp() {}

    /**
     * Measures until two runs in a row are no faster than the fastest before, or as often as the scale allows.
     *
     * @param rate runs once and returns what it reached, more being better
     */
    public static void untilSteady(Scale scale, Callable<Double> rate) throws Exception {
        double fastest = 0;
        int steady = 0;
        for (int run = 0; run < scale.warmUps() && steady < STEADY_RUNS; run++) {
            double reached = rate.call();
            steady = reached < FASTER * fastest ? steady + 1 : 0;
            fastest = Math.max(fastest, reached);
        }
    }

    /** Warms up and returns what the runs after that reach. */
    public static List<Double> thenRates(Scale scale, Callable<Double> rate) throws Exception {
        untilSteady(scale, rate);
        var rates = new ArrayList<Double>();
        for (int run = 0; run < scale.runs(); run++) {
            rates.add(rate.call());
        }
        return rates;
    }
}
