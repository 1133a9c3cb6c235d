package dev.waybill.benchmarks;

import java.util.List;

/** A measurement of one or several figures. */
public interface Benchmark {

    /** The figures that it measures, by their names in docs/PERFORMANCE.md. */
    List<String> names();

    /** Whether a name that somebody asks for is, or comprises, one of its figures. */
    default boolean isCalled(String name) {
        return names().contains(name);
    }

    /** Measures all of them, on a site of its own. */
    List<Result> measure(Scale scale) throws Exception;
}
