package dev.waybill.benchmarks.persist;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.WarmUp;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.topics.Backlog;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Scans a second into the tables, when each webhook brings one scan more and when a parcel's whole history arrives at once, beside
 * Debezium's sink that gets the same scans one by one and writes nothing else.
 */
public final class DebeziumBenchmark implements Benchmark {

    private static final String NAME = "persist-debezium";
    private static final String UNIT = "scans/s";

    /** Of the parcels of a run that counts, so that both sides are warm in time. */
    private static final int WARM_UP_SHARE = 3;

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
        Rates debezium;
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka());
                Connection database = site.connect()) {
            debezium = Rates.of(DebeziumSink.start(site, backlog, database), scale);
        }
        Rates waybill;
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka());
                Connection database = site.connect()) {
            site.start(Service.TRACKING, Map.of(), null);
            waybill = Rates.of(new TrackingGroup(backlog, database), scale);
        }
        return List.of(
                Result.against(NAME + "-live", UNIT, waybill.live, debezium.live, Goal.atLeast(1)),
                Result.against(NAME + "-first-tell", UNIT, waybill.firstTell, debezium.firstTell, Goal.atLeast(2)));
    }

    private record Rates(List<Double> live, List<Double> firstTell) {

        static Rates of(ScanWriter writer, Scale scale) throws Exception {
            var next = new Parcels(Instant.now(), scale.parcels());
            int few = scale.parcels() / WARM_UP_SHARE;
            WarmUp.untilSteady(
                    scale, () -> writer.rate(TypedEvents.live(next.parcels().subList(0, few))));
            var rates = new Rates(new ArrayList<>(), new ArrayList<>());
            for (int run = 0; run < scale.runs(); run++) {
                rates.live.add(writer.rate(TypedEvents.live(next.parcels())));
                rates.firstTell.add(writer.rate(TypedEvents.firstTell(next.parcels())));
            }
            return rates;
        }
    }
}
