package dev.waybill.benchmarks.overload;

import dev.waybill.benchmarks.load.OpenLoop;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts the two answers that there may be, and fails at any other. */
final class Tally implements OpenLoop.Answers {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int DIGITS = 3;
    private static final double PERCENTILE = 99;

    private final Histogram accepted = new Histogram(DIGITS);
    private long refused;

    @Override
    public void answered(int request, long due, int status) {
        switch (status) {
            case OK -> accepted.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
            case UNAVAILABLE -> refused++;
            default -> throw new IllegalStateException("neither taken nor told to come again: " + status);
        }
    }

    Answered answered(double seconds, double megabytes) {
        return new Answered(
                accepted.getTotalCount(), refused, seconds, accepted.getValueAtPercentile(PERCENTILE) / 1e3, megabytes);
    }
}
