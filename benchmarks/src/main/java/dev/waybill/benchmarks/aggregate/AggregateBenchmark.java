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
import java.util.List;
import java.util.Map;
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
        List<Double> aggregated;
        List<Double> decoded;
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka())) {
            site.migrate();
            site.start(Service.ANALYTICS, Map.of("waybill.analytics.threads", THREADS), null);
            var from = new AtomicInteger();
            aggregated = WarmUp.thenRates(scale, () -> {
                List<ProducerRecord<byte[], byte[]>> snapshots =
                        Snapshots.ofBoth(from.getAndAdd(shipments), shipments, now);
                return snapshots.size() / Aggregation.seconds(backlog, snapshots);
            });
        }
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka())) {
            site.start(DecodeOnly.class, List.of(site.kafka(), THREADS));
            List<ProducerRecord<byte[], byte[]>> snapshots = Snapshots.ofBoth(0, shipments, now);
            decoded = WarmUp.thenRates(scale, () -> snapshots.size() / backlog.seconds(DecodeOnly.GROUP, snapshots));
        }
        return List.of(Result.against("aggregate", "snapshots/s", aggregated, decoded, Goal.atLeast(0.10)));
    }
}
