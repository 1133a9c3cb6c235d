package dev.waybill.benchmarks;

import org.jspecify.annotations.Nullable;

/** What several figures of a run are compared with, measured once. */
public final class Once<T> {

    private final Measurement<T> measurement;
    private @Nullable T measured;

    public Once(Measurement<T> measurement) {
        this.measurement = measurement;
    }

    /** Returns what was measured, first measuring it. */
    public T in(Scale scale) throws Exception {
        T known = measured;
        if (known == null) {
            known = measurement.in(scale);
            measured = known;
        }
        return known;
    }

    /** Measures at a scale. */
    public interface Measurement<T> {

        T in(Scale scale) throws Exception;
    }
}
