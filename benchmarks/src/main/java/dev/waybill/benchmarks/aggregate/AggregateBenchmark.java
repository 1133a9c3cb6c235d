package dev.waybill.benchmarks.aggregate;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Once;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.WarmUp;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.topics.Backlog;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Snapshots a second through the topology to the rows, beside a consumer that decodes them and does nothing. */
public final class AggregateBenchmark implements Benchmark {

    private final Once<List<Double>> aggregated;

    public AggregateBenchmark(Once<List<Double>> aggregated) {
        this.aggregated = aggregated;
    }

    @Override
    public List<String> names() {
        return List.of("aggregate");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        List<Double> decoded;
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka())) {
            site.start(DecodeOnly.class, List.of(site.kafka(), Aggregation.THREADS));
            List<ProducerRecord<byte[], byte[]>> snapshots =
                    Snapshots.ofBoth(0, Aggregation.SHIPMENTS_A_PARCEL * scale.parcels(), Instant.now());
            decoded = WarmUp.thenRates(scale, () -> snapshots.size() / backlog.seconds(DecodeOnly.GROUP, snapshots));
        }
        return List.of(Result.against("aggregate", "snapshots/s", aggregated.in(scale), decoded, Goal.atLeast(0.10)));
    }
}
