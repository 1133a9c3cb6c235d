package dev.waybill.benchmarks.aggregate;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
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
            int from = 0;
            for (int run = 0; run <= scale.runs(); run++, from += history) {
                double micros = micros(backlog, Snapshots.ofBoth(from, history, now));
                if (run > 0) {
                    before.add(micros);
                }
            }
            for (; from < TIMES * history; from += history) {
                Aggregation.seconds(backlog, Snapshots.delivered(from, history, now));
            }
            for (int run = 0; run < scale.runs(); run++, from += history) {
                after.add(micros(backlog, Snapshots.ofBoth(from, history, now)));
            }
        }
        return List.of(Result.against("aggregate-growth", "us/snapshot", after, before, Goal.atMost(1.3)));
    }

    private static double micros(Backlog backlog, List<ProducerRecord<byte[], byte[]>> snapshots) throws Exception {
        return Aggregation.seconds(backlog, snapshots) * 1e6 / snapshots.size();
    }
}
