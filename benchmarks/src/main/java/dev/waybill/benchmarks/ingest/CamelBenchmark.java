package dev.waybill.benchmarks.ingest;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Once;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.WarmUp;
import dev.waybill.benchmarks.load.ClosedLoop;
import dev.waybill.benchmarks.site.Reference;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.webhooks.Signed;
import dev.waybill.schemas.topics.Topics;
import java.util.List;
import java.util.Map;

/** Webhooks a second that are durably accepted, beside Camel that takes the same ones to the same topic and checks no signature. */
public final class CamelBenchmark implements Benchmark {

    private static final int PORT = 18084;

    private final Once<Accepted> accepted;

    public CamelBenchmark(Once<Accepted> accepted) {
        this.accepted = accepted;
    }

    @Override
    public List<String> names() {
        return List.of("ingest-camel");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        List<byte[]> webhooks = Accepted.bodies().stream().map(Signed::request).toList();
        List<Double> taken;
        try (Site site = Site.open()) {
            site.start(Reference.CAMEL, Map.of("port", Integer.toString(PORT), "topic", Topics.INBOX));
            taken = WarmUp.thenRates(
                    scale, () -> ClosedLoop.rate(PORT, webhooks, Accepted.CONNECTIONS, scale.seconds()));
        }
        List<Double> rates = accepted.in(scale).accepted();
        return List.of(Result.against("ingest-camel", "webhooks/s", rates, taken, Goal.atLeast(1.2)));
    }
}
