package dev.waybill.benchmarks;

/**
 * How much is measured.
 *
 * @param runs counted runs of each side
 * @param seconds of a run under load
 * @param parcels of a run over a topic
 */
public record Scale(int runs, int seconds, int parcels) {

    static final Scale FULL = new Scale(3, 8, 5_000);
    static final Scale SHORT = new Scale(1, 1, 60);
}
