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
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Snapshots a second through the topology to the rows, beside a consumer that decodes them and does nothing. */
public final class AggregateBenchmark implements Benchmark {

    private static final String THREADS = "1";
    private static final int SHIPMENTS_A_PARCEL = 4;

    @Override
    public List<String> names() {
        return List.of("aggregate");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        Instant now = Instant.now();
        int shipments = SHIPMENTS_A_PARCEL * scale.parcels();
        var aggregated = new ArrayList<Double>();
        var decoded = new ArrayList<Double>();
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka())) {
            site.migrate();
            site.start(Service.ANALYTICS, Map.of("waybill.analytics.threads", THREADS), null);
            var from = new AtomicInteger();
            Callable<Double> rate = () -> {
                List<ProducerRecord<byte[], byte[]>> snapshots =
                        Snapshots.ofBoth(from.getAndAdd(shipments), shipments, now);
                return snapshots.size() / Aggregation.seconds(backlog, snapshots);
            };
            WarmUp.untilSteady(scale, rate);
            for (int run = 0; run < scale.runs(); run++) {
                aggregated.add(rate.call());
            }
        }
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka())) {
            site.start(DecodeOnly.class, List.of(site.kafka(), THREADS));
            List<ProducerRecord<byte[], byte[]>> snapshots = Snapshots.ofBoth(0, shipments, now);
            Callable<Double> rate = () -> snapshots.size() / backlog.seconds(DecodeOnly.GROUP, snapshots);
            WarmUp.untilSteady(scale, rate);
            for (int run = 0; run < scale.runs(); run++) {
                decoded.add(rate.call());
            }
        }
        return List.of(Result.against("aggregate", "snapshots/s", aggregated, decoded, Goal.atLeast(0.10)));
    }
}
