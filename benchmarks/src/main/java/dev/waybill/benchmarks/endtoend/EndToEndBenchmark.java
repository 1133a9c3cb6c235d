package dev.waybill.benchmarks.endtoend;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.load.OpenLoop;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.webhooks.Parcel;
import dev.waybill.benchmarks.webhooks.Signed;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Milliseconds from the moment a webhook is due, 200 of them a second, until its row can be read, and until the rollups count it. */
public final class EndToEndBenchmark implements Benchmark {

    private static final int A_SECOND = 200;
    private static final int CONNECTIONS = 32;
    private static final int OK = 200;

    /**
     * In the warm-up. The compilers of four JVMs have two to three minutes of work on two cores, of which they get less at a low rate, since
     * what is done seldom is found to be hot late.
     */
    private static final int A_SECOND_IN_BURSTS = 1_000;

    private static final int TIMES_WARMER = 7;

    @Override
    public List<String> names() {
        return List.of("end-to-end-p50", "end-to-end-p99", "rollup-p99");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        Instant now = Instant.now();
        var median = new ArrayList<Double>();
        var rows = new ArrayList<Double>();
        var rollups = new ArrayList<Double>();
        try (Site site = Site.open();
                Connection connection = site.connect()) {
            site.start(Service.TRACKING, Map.of(), null);
            site.start(Service.ANALYTICS, Map.of(), null);
            site.start(Service.INGEST, Map.of(), null);
            int parcels = warm(connection, scale.warmer(TIMES_WARMER), now);
            int count = 2 * scale.seconds() * A_SECOND;
            run(connection, Parcel.parcels(parcels, count, now), A_SECOND);
            for (int i = 0; i < scale.runs(); i++) {
                parcels += count;
                Arrivals arrivals = run(connection, Parcel.parcels(parcels, count, now), A_SECOND);
                median.add(arrivals.rows().getValueAtPercentile(50) / 1e3);
                rows.add(arrivals.rows().getValueAtPercentile(99) / 1e3);
                rollups.add(arrivals.rollups().getValueAtPercentile(99) / 1e3);
            }
        }
        return List.of(
                Result.absolute("end-to-end-p50", "ms", median, Goal.atMost(50)),
                Result.absolute("end-to-end-p99", "ms", rows, Goal.atMost(200)),
                Result.absolute("rollup-p99", "ms", rollups, Goal.atMost(1000)));
    }

    /** Returns how many parcels it took. */
    private static int warm(Connection connection, Scale scale, Instant now) throws Exception {
        int burst = scale.seconds() * A_SECOND_IN_BURSTS;
        int parcels = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(scale.warmSeconds());
        while (System.nanoTime() < end) {
            run(connection, Parcel.parcels(parcels, burst, now), A_SECOND_IN_BURSTS);
            parcels += burst;
        }
        return parcels;
    }

    private static Arrivals run(Connection connection, List<Parcel> parcels, int aSecond) throws Exception {
        List<byte[]> requests = parcels.stream().map(Signed::request).toList();
        var arrivals = new Arrivals(connection, new long[parcels.size()]);
        var looking = new Thread(arrivals, "arrivals");
        looking.start();
        OpenLoop.send(Service.INGEST.port(), requests, aSecond, CONNECTIONS, (request, due, status) -> {
            if (status != OK) {
                throw new IllegalStateException("answered " + status);
            }
            arrivals.due(request, parcels.get(request).shipmentId(), due);
        });
        looking.join(TimeUnit.SECONDS.toMillis(60));
        if (looking.isAlive()) {
            looking.interrupt();
            throw new IllegalStateException("not all have arrived");
        }
        return arrivals;
    }
}
