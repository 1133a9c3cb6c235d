package dev.waybill.benchmarks.aggregate;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.load.OpenLoop;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.topics.Backlog;
import dev.waybill.benchmarks.webhooks.Parcel;
import dev.waybill.benchmarks.webhooks.Signed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Seconds from the moment a webhook that tells a delivery is sent until the row of its carrier is right, a million shipments counted, beside
 * a concurrent refresh of a materialized view over the same shipments. In the end both must tell the same.
 */
public final class RefreshBenchmark implements Benchmark {

    private static final int CHUNKS = 33;

    /** Of another number than all the shipments that are told as snapshots. */
    private static final int FIRST_PARCEL = 100_000_000;

    private static final int CHUNK_A_PARCEL = 10;
    private static final Duration FILLING = Duration.ofSeconds(130);
    private static final int WEBHOOKS_A_RUN = 20;
    private static final int LONGEST_PAUSE_MS = 250;
    private static final int A_SECOND = 200;
    private static final int CONNECTIONS = 16;
    private static final int OK = 200;

    @Override
    public List<String> names() {
        return List.of("aggregate-refresh");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        Instant now = Instant.now();
        var counted = new ArrayList<Double>();
        var refreshed = new ArrayList<Double>();
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka());
                Connection database = site.connect()) {
            site.start(Service.TRACKING, Map.of(), null);
            site.start(Service.ANALYTICS, Map.of(), null);
            site.start(Service.INGEST, Map.of(), null);
            int shipments = fill(backlog, site, CHUNK_A_PARCEL * scale.parcels(), now);
            int warm = 2 * scale.seconds() * A_SECOND;
            warm(Parcel.parcels(FIRST_PARCEL, warm, now));
            awaitCounted(database, shipments + warm);
            System.err.printf("  %,d shipments%n", shipments + warm);
            run(database, "vacuum (analyze) shipment_metrics");
            RefreshedView view = RefreshedView.over(database);
            for (int run = 0; run < scale.runs(); run++) {
                int from = FIRST_PARCEL + warm + run * WEBHOOKS_A_RUN;
                for (Parcel parcel : Parcel.parcels(from, WEBHOOKS_A_RUN, now)) {
                    counted.add(seconds(database, CarrierRow.amongMany(parcel)));
                }
                refreshed.add(view.refreshSeconds());
            }
            awaitCounted(database, shipments + warm + scale.runs() * WEBHOOKS_A_RUN);
            view.requireSameAsTable();
        }
        return List.of(Result.against("aggregate-refresh", "s", counted, refreshed, Goal.atMost(1.0 / 20)));
    }

    /** Tells the topology and the table as many shipments as fit into the time, and returns how many. */
    private static int fill(Backlog backlog, Site site, int chunk, Instant now) throws Exception {
        long end = System.nanoTime() + FILLING.toNanos();
        try (Connection connection = site.connect()) {
            MetricsTable table = MetricsTable.in(connection);
            int shipments = 0;
            for (int i = 0; i < CHUNKS && System.nanoTime() < end; i++) {
                List<ProducerRecord<byte[], byte[]>> snapshots = Snapshots.delivered(shipments, chunk, now);
                CompletableFuture<Void> copying = CompletableFuture.runAsync(() -> table.copy(snapshots));
                Aggregation.seconds(backlog, snapshots);
                copying.join();
                shipments += chunk;
            }
            return shipments;
        }
    }

    private static void warm(List<Parcel> parcels) throws Exception {
        send(parcels.stream().map(CarrierRow::amongMany).map(Signed::request).toList());
    }

    private static double seconds(Connection database, Parcel parcel) throws Exception {
        CarrierRow row = CarrierRow.of(parcel);
        long delivered = row.delivered(database);
        byte[] request = Signed.request(parcel);
        // not in step with the commits of the topology
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MS));
        long began = System.nanoTime();
        send(List.of(request));
        row.await(database, delivered + 1);
        return (System.nanoTime() - began) / 1e9;
    }

    private static void send(List<byte[]> requests) throws Exception {
        int connections = Math.min(CONNECTIONS, requests.size());
        OpenLoop.send(Service.INGEST.port(), requests, A_SECOND, connections, (request, due, status) -> {
            if (status != OK) {
                throw new IllegalStateException("answered " + status);
            }
        });
    }

    private static void awaitCounted(Connection database, long shipments) throws SQLException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (long counted = counted(database); counted != shipments; counted = counted(database)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("%,d of %,d shipments are counted".formatted(counted, shipments));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static long counted(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet sum = statement.executeQuery("""
                        select least(coalesce(sum(total_shipments), 0), (select count(*) from shipment_metrics))
                        from carrier_performance
                        """)) {
            sum.next();
            return sum.getLong(1);
        }
    }

    private static void run(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
