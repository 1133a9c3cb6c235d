package dev.waybill.benchmarks.normalize;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.WarmUp;
import dev.waybill.benchmarks.site.Child;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.topics.Backlog;
import dev.waybill.benchmarks.webhooks.Mixed;
import dev.waybill.benchmarks.webhooks.Parcel;
import dev.waybill.schemas.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Webhooks a second from raw to typed, beside a consumer that parses them and publishes nothing. */
public final class NormalizeBenchmark implements Benchmark {

    private static final String GROUP = "ingest-normalizer";
    private static final String THREADS = "2";

    @Override
    public List<String> names() {
        return List.of("normalize");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        List<ProducerRecord<byte[], byte[]>> webhooks = webhooks(scale.parcels());
        List<Double> normalized;
        List<Double> parsed;
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka())) {
            Child parser = site.start(ParseOnly.class, List.of(site.kafka(), THREADS));
            parsed = WarmUp.thenRates(scale, () -> webhooks.size() / backlog.seconds(ParseOnly.GROUP, webhooks));
            parser.close();
            site.start(Service.INGEST, Map.of("waybill.normalizer.concurrency", THREADS), null);
            normalized = WarmUp.thenRates(scale, () -> webhooks.size() / backlog.seconds(GROUP, webhooks));
        }
        return List.of(Result.against("normalize", "webhooks/s", normalized, parsed, Goal.atLeast(0.55)));
    }

    /** Each webhook of each parcel, in the order in which they are sent, and shipments among them. */
    private static List<ProducerRecord<byte[], byte[]>> webhooks(int parcels) {
        Instant now = Instant.now();
        List<byte[]> trackers = Parcel.parcels(0, parcels, now).stream()
                .flatMap(parcel -> IntStream.rangeClosed(1, parcel.scans()).mapToObj(parcel::webhook))
                .toList();
        return Mixed.withShipments(trackers, now).stream()
                .map(body -> new ProducerRecord<byte[], byte[]>(Topics.INBOX, body))
                .toList();
    }
}
