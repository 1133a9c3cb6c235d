package dev.waybill.benchmarks;

/**
 * How much is measured.
 *
 * @param runs counted runs of each side
 * @param seconds of a run under load
 * @param parcels of a run over a topic
 * @param warmSeconds the least time of the runs before those that count; they may take twice as long
 */
public record Scale(int runs, int seconds, int parcels, int warmSeconds) {

    static final Scale FULL = new Scale(3, 5, 3_000, 18);
    static final Scale SHORT = new Scale(1, 1, 60, 0);

    /** Returns the same with so many times the time before the runs that count. */
    public Scale warmer(int times) {
        return new Scale(runs, seconds, parcels, times * warmSeconds);
    }
}
