package dev.waybill.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The runs that do not count: on two cores a JVM needs half a minute of load and more until it has compiled what it runs. */
public final class WarmUp {

    private static final double FASTER = 1.05;
    private static final int STEADY_RUNS = 2;
    private static final int MOST = 2;

    private WarmUp() {}

    /**
     * Measures for as long as the scale says, and on until two runs in a row are no faster than the fastest before, but not twice as long.
     *
     * @param rate runs once and returns what it reached, more being better
     */
    public static void untilSteady(Scale scale, Callable<Double> rate) throws Exception {
        double fastest = 0;
        int steady = 0;
        long began = System.nanoTime();
        double least = TimeUnit.SECONDS.toNanos(scale.warmSeconds());
        double worked;
        do {
            double reached = rate.call();
            steady = reached < FASTER * fastest ? steady + 1 : 0;
            fastest = Math.max(fastest, reached);
            worked = System.nanoTime() - began;
        } while (worked < least || (steady < STEADY_RUNS && worked < MOST * least));
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
