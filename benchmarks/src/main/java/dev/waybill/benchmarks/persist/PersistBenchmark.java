package dev.waybill.benchmarks.persist;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Once;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import java.util.List;

/** Scans a second into the tables, beside COPY of the same rows, and events a second that change nothing, beside those that do. */
public final class PersistBenchmark implements Benchmark {

    private final Once<Tracked> tracked;

    public PersistBenchmark(Once<Tracked> tracked) {
        this.tracked = tracked;
    }

    @Override
    public List<String> names() {
        return List.of("persist-first-tell", "persist-live", "replay-known");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        Tracked rates = tracked.in(scale);
        return List.of(
                Result.against(
                        "persist-first-tell", "scans/s", rates.firstTell(), rates.firstTellCopied(), Goal.atLeast(0.6)),
                Result.against("persist-live", "scans/s", rates.live(), rates.liveCopied(), Goal.atLeast(0.3)),
                // an event brings one scan
                Result.against("replay-known", "events/s", rates.known(), rates.live(), Goal.atLeast(3)));
    }
}
