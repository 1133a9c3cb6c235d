package dev.waybill.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Rates that count only once they rise no more: a JVM under load gets faster for half a minute or longer. */
public final class SteadyRate {

    private static final int LEAST_RUNS_LONG = 4;
    private static final int MOST_RUNS_LONG = 7;
    private static final int CALM_RUNS = 2;
    private static final double FASTER = 1.05;

    private SteadyRate() {}

    /** Returns what the counted runs measure after the others. */
    public static List<Double> measure(Scale scale, Callable<Double> rate) throws Exception {
        reach(scale, rate);
        var rates = new ArrayList<Double>();
        for (int run = 0; run < scale.runs(); run++) {
            rates.add(rate.call());
        }
        return rates;
    }

    /**
     * Measures a rate again and again, four to seven times as long as the seconds of a counted run, until two runs are not faster than the
     * fastest before them.
     */
    public static void reach(Scale scale, Callable<Double> rate) throws Exception {
        long began = System.nanoTime();
        long least = began + TimeUnit.SECONDS.toNanos((long) LEAST_RUNS_LONG * scale.seconds());
        long most = began + TimeUnit.SECONDS.toNanos((long) MOST_RUNS_LONG * scale.seconds());
        double fastest = 0;
        int calm = 0;
        while (System.nanoTime() < most && (calm < CALM_RUNS || System.nanoTime() < least)) {
            double next = rate.call();
            calm = next > FASTER * fastest ? 0 : calm + 1;
            fastest = Math.max(fastest, next);
        }
    }
}
