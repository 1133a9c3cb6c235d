package dev.waybill.benchmarks.persist;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.topics.Backlog;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** New scans a second of parcels of the last two weeks when ten million are stored, beside a hundred thousand. */
public final class StoredScansBenchmark implements Benchmark {

    private static final int FEW = 34;
    private static final int MANY = 3_400;
    private static final int TEMPLATES = 3;
    private static final Duration FILLING = Duration.ofSeconds(200);

    @Override
    public List<String> names() {
        return List.of("growth");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        var few = new ArrayList<Double>();
        var many = new ArrayList<Double>();
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka());
                Connection database = site.connect()) {
            site.start(Service.TRACKING, Map.of(), null);
            var live = new LiveEvents(backlog, scale.parcels() / 2);
            live.warm(scale);
            StoredScans past = StoredScans.like(site, database, TEMPLATES * scale.parcels());
            for (int run = 0; run < scale.runs(); run++) {
                past.fill((long) FEW * scale.parcels(), FILLING);
                few.add(live.aSecond());
            }
            long began = System.nanoTime();
            long scans = past.fill((long) MANY * scale.parcels(), FILLING);
            System.err.printf("  %,d scans stored in %d s%n", scans, (System.nanoTime() - began) / 1_000_000_000);
            for (int run = 0; run < scale.runs(); run++) {
                many.add(live.aSecond());
            }
        }
        return List.of(Result.against("growth", "scans/s", many, few, Goal.atLeast(0.8)));
    }
}
