package dev.waybill.benchmarks.aggregate;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.WarmUp;
import dev.waybill.benchmarks.site.Reference;
import dev.waybill.benchmarks.site.Rows;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.topics.Backlog;
import dev.waybill.schemas.topics.Topics;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Snapshots a second through the topology to the rows, beside Flink SQL that reads the same topic and writes rollups of its own. */
public final class FlinkBenchmark implements Benchmark {

    /** Many, since Flink gathers rows for up to a second before it writes them. */
    private static final int SHIPMENTS_A_PARCEL = 15;

    /** Of the shipments of a run that counts, so that both sides are warm in time. */
    private static final int WARM_UP_SHARE = 3;

    private static final String COUNTED = """
            select least((select sum(successful) from analytics_summaries), (select sum(delivered) from carrier_performance))
            """;

    @Override
    public List<String> names() {
        return List.of("aggregate-flink");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        List<Double> flink;
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka());
                Connection database = site.connect()) {
            try (Statement statement = database.createStatement()) {
                statement.execute(Reference.FLINK.script("tables.sql"));
            }
            site.start(Reference.FLINK, Map.of("topic", Topics.SHIPMENT_METRICS));
            flink = rates(scale, (snapshots, delivered) -> {
                backlog.publish(snapshots);
                long began = System.nanoTime();
                Rows.await(database, COUNTED, delivered);
                return (System.nanoTime() - began) / 1e9;
            });
        }
        List<Double> waybill;
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka())) {
            site.migrate();
            site.start(Service.ANALYTICS, Map.of(), null);
            waybill = rates(scale, (snapshots, delivered) -> Aggregation.seconds(backlog, snapshots));
        }
        return List.of(Result.against("aggregate-flink", "snapshots/s", waybill, flink, Goal.atLeast(1)));
    }

    private static List<Double> rates(Scale scale, Rollups rollups) throws Exception {
        Instant now = Instant.now();
        int shipments = SHIPMENTS_A_PARCEL * scale.parcels();
        var before = new AtomicInteger();
        WarmUp.untilSteady(scale, () -> rate(rollups, before, shipments / WARM_UP_SHARE, now));
        var rates = new ArrayList<Double>();
        for (int run = 0; run < scale.runs(); run++) {
            rates.add(rate(rollups, before, shipments, now));
        }
        return rates;
    }

    private static double rate(Rollups rollups, AtomicInteger before, int shipments, Instant now) throws Exception {
        int from = before.getAndAdd(shipments);
        List<ProducerRecord<byte[], byte[]>> snapshots = Snapshots.ofBoth(from, shipments, now);
        return snapshots.size() / rollups.seconds(snapshots, from + shipments);
    }

    private interface Rollups {

        /**
         * Returns the seconds from the commit that shows the snapshots until all rows that follow from them are written.
         *
         * @param delivered how many shipments are delivered by then, those of the runs before among them
         */
        double seconds(List<ProducerRecord<byte[], byte[]>> snapshots, int delivered) throws Exception;
    }
}
