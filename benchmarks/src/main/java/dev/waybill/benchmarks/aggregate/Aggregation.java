package dev.waybill.benchmarks.aggregate;

import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.WarmUp;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.topics.Backlog;
import dev.waybill.schemas.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Snapshots through the topology and the sink, to the rows. */
public final class Aggregation {

    /** Many, since Flink, which is fed the same, gathers rows for up to a second before it writes them. */
    static final int SHIPMENTS_A_PARCEL = 15;

    /** Of the shipments of a run that counts, so that either is warm in time. */
    private static final int WARM_UP_SHARE = 3;

    static final String THREADS = "1";

    private static final String STREAMS = "analytics-aggregator-v2";
    private static final String SINK = "analytics-sink";
    private static final List<String> ROLLUPS = List.of(Topics.CARRIER_PERFORMANCE, Topics.ANALYTICS_SUMMARIES);

    private Aggregation() {}

    /** Returns the snapshots a second of each run, for all that compare with them. */
    public static List<Double> rates(Scale scale) throws Exception {
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka())) {
            site.migrate();
            site.start(Service.ANALYTICS, Map.of("waybill.analytics.threads", THREADS), null);
            return rates(scale, (snapshots, delivered) -> seconds(backlog, snapshots));
        }
    }

    static List<Double> rates(Scale scale, Rollups rollups) throws Exception {
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

    /** Returns the seconds from the commit that shows the snapshots until all rows that follow from them are written. */
    static double seconds(Backlog backlog, List<ProducerRecord<byte[], byte[]>> snapshots)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = backlog.publish(snapshots);
        long began = System.nanoTime();
        backlog.await(STREAMS, ends);
        backlog.await(SINK, ROLLUPS);
        return (System.nanoTime() - began) / 1e9;
    }

    /** What makes rollups of snapshots. */
    interface Rollups {

        /**
         * Returns the seconds from the commit that shows the snapshots until all rows that follow from them are written.
         *
         * @param delivered how many shipments are delivered by then, those of the runs before among them
         */
        double seconds(List<ProducerRecord<byte[], byte[]>> snapshots, int delivered) throws Exception;
    }
}
