package dev.waybill.benchmarks.aggregate;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.WarmUp;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.topics.Backlog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Microseconds a snapshot through the topology to the rows after a hundred times the history, beside the same after a short one. */
public final class GrowthBenchmark implements Benchmark {

    private static final int TIMES = 100;

    @Override
    public List<String> names() {
        return List.of("aggregate-growth");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        Instant now = Instant.now();
        int history = 2 * scale.parcels();
        var before = new ArrayList<Double>();
        var after = new ArrayList<Double>();
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka())) {
            site.migrate();
            site.start(Service.ANALYTICS, Map.of(), null);
            WarmUp.untilSteady(scale, () -> 1 / micros(backlog, history, now));
            for (int run = 0; run < scale.runs(); run++) {
                before.add(micros(backlog, history, now));
            }
            for (int from = history; from < TIMES * history; from += history) {
                Aggregation.seconds(backlog, Snapshots.delivered(from, history, now));
            }
            for (int run = 0; run < scale.runs(); run++) {
                after.add(micros(backlog, history, now));
            }
        }
        return List.of(Result.against("aggregate-growth", "us/snapshot", after, before, Goal.atMost(1.3)));
    }

    /** The same shipments are on their way again and delivered again, which adds nothing to the history. */
    private static double micros(Backlog backlog, int shipments, Instant now) throws Exception {
        List<ProducerRecord<byte[], byte[]>> snapshots = Snapshots.ofBoth(0, shipments, now);
        return Aggregation.seconds(backlog, snapshots) * 1e6 / snapshots.size();
    }
}
