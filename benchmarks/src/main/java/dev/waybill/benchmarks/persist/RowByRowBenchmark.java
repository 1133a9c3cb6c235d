package dev.waybill.benchmarks.persist;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Once;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.WarmUp;
import dev.waybill.benchmarks.site.Reference;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.topics.Backlog;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Scans a second into the tables when each webhook brings one scan more, beside a listener with a transaction an event. */
public final class RowByRowBenchmark implements Benchmark {

    /** So much slower is the reference about, so that it gets fewer parcels for runs of the same length. */
    private static final int SLOWER = 10;

    private final Once<Tracked> tracked;

    public RowByRowBenchmark(Once<Tracked> tracked) {
        this.tracked = tracked;
    }

    @Override
    public List<String> names() {
        return List.of("persist-row-by-row");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        List<Double> rowByRow;
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka());
                Connection database = site.connect()) {
            site.migrate();
            site.start(Reference.SPRING, Map.of("group", TrackingGroup.NAME));
            var tables = new TrackingGroup(backlog, database);
            var next = new Parcels(Instant.now(), scale.parcels() / SLOWER);
            rowByRow = WarmUp.thenRates(scale, () -> tables.rate(TypedEvents.live(next.parcels())));
        }
        List<Double> live = tracked.in(scale).live();
        return List.of(Result.against("persist-row-by-row", "scans/s", live, rowByRow, Goal.atLeast(10)));
    }
}
