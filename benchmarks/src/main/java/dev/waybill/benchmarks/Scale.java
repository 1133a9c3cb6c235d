package dev.waybill.benchmarks;

/**
 * How much is measured.
 *
 * @param runs counted runs of each side
 * @param seconds of a run under load
 * @param parcels of a run over a topic
 * @param warmUps the most runs before those that count
 */
public record Scale(int runs, int seconds, int parcels, int warmUps) {

    static final Scale FULL = new Scale(3, 8, 3_000, 8);
    static final Scale SHORT = new Scale(1, 1, 60, 1);
}
