package dev.waybill.benchmarks.persist;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Once;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.WarmUp;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.topics.Backlog;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Scans a second into the tables, when each webhook brings one scan more and when a parcel's whole history arrives at once, beside
 * Debezium's sink that gets the same scans one by one and writes nothing else.
 */
public final class DebeziumBenchmark implements Benchmark {

    private static final String NAME = "persist-debezium";
    private static final String UNIT = "scans/s";

    /** Of the parcels of a run that counts, so that it is warm in time. */
    private static final int WARM_UP_SHARE = 3;

    private final Once<Tracked> tracked;

    public DebeziumBenchmark(Once<Tracked> tracked) {
        this.tracked = tracked;
    }

    @Override
    public List<String> names() {
        return List.of(NAME + "-live", NAME + "-first-tell");
    }

    @Override
    public boolean isCalled(String name) {
        return name.equals(NAME) || names().contains(name);
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        var live = new ArrayList<Double>();
        var firstTell = new ArrayList<Double>();
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka());
                Connection database = site.connect()) {
            DebeziumSink sink = DebeziumSink.start(site, backlog, database);
            var next = new Parcels(Instant.now(), scale.parcels());
            int few = scale.parcels() / WARM_UP_SHARE;
            WarmUp.untilSteady(
                    scale, () -> sink.rate(TypedEvents.live(next.parcels().subList(0, few))));
            for (int run = 0; run < scale.runs(); run++) {
                live.add(sink.rate(TypedEvents.live(next.parcels())));
                firstTell.add(sink.rate(TypedEvents.firstTell(next.parcels())));
            }
        }
        Tracked waybill = tracked.in(scale);
        return List.of(
                Result.against(NAME + "-live", UNIT, waybill.live(), live, Goal.atLeast(1)),
                Result.against(NAME + "-first-tell", UNIT, waybill.firstTell(), firstTell, Goal.atLeast(2)));
    }
}
