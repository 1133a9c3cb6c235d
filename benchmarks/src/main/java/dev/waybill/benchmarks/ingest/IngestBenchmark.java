package dev.waybill.benchmarks.ingest;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Once;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import java.util.List;

/** Webhooks a second that are durably accepted, beside the same server that answers 200 and does nothing. */
public final class IngestBenchmark implements Benchmark {

    private final Once<Accepted> accepted;

    public IngestBenchmark(Once<Accepted> accepted) {
        this.accepted = accepted;
    }

    @Override
    public List<String> names() {
        return List.of("ingest");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        Accepted rates = accepted.in(scale);
        return List.of(Result.against("ingest", "webhooks/s", rates.accepted(), rates.nothing(), Goal.atLeast(0.70)));
    }
}
