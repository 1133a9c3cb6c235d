package dev.waybill.benchmarks.ingest;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.WarmUp;
import dev.waybill.benchmarks.load.ClosedLoop;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.webhooks.Parcel;
import dev.waybill.benchmarks.webhooks.Signed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Webhooks a second that are durably accepted (HTTP, HMAC, acks=all), beside the same server that answers 200 and does nothing. */
public final class IngestBenchmark implements Benchmark {

    private static final int CONNECTIONS = 64;
    private static final int PARCELS = 500;

    @Override
    public List<String> names() {
        return List.of("ingest");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        List<Parcel> parcels = Parcel.parcels(0, PARCELS, Instant.now());
        List<byte[]> webhooks = parcels.stream().map(Signed::request).toList();
        List<byte[]> nothing = parcels.stream()
                .map(parcel -> Signed.request(Nothing.PATH, parcel.webhook(parcel.scans())))
                .toList();
        var accepted = new ArrayList<Double>();
        var answered = new ArrayList<Double>();
        try (Site site = Site.open()) {
            site.start(Service.INGEST, Map.of(), IngestAlone.class);
            WarmUp.untilSteady(scale, () -> rate(webhooks, scale));
            rate(nothing, scale);
            for (int run = 0; run < scale.runs(); run++) {
                answered.add(rate(nothing, scale));
                accepted.add(rate(webhooks, scale));
            }
        }
        return List.of(Result.against("ingest", "webhooks/s", accepted, answered, Goal.atLeast(0.70)));
    }

    private static double rate(List<byte[]> requests, Scale scale) throws Exception {
        return ClosedLoop.rate(Service.INGEST.port(), requests, CONNECTIONS, scale.seconds());
    }
}
