package dev.waybill.benchmarks.ingest;

import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.WarmUp;
import dev.waybill.benchmarks.load.ClosedLoop;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.webhooks.Mixed;
import dev.waybill.benchmarks.webhooks.Parcel;
import dev.waybill.benchmarks.webhooks.Signed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Webhooks a second that ingest-service accepts durably (HTTP, HMAC, acks=all), of each run.
 *
 * @param accepted by the service
 * @param nothing answered by the same server that does nothing
 */
public record Accepted(List<Double> accepted, List<Double> nothing) {

    /** Of each server that is measured. */
    static final int CONNECTIONS = 128;

    private static final int PARCELS = 500;

    /** Measures both in turn. */
    public static Accepted measure(Scale scale) throws Exception {
        List<byte[]> bodies = bodies();
        List<byte[]> webhooks = bodies.stream().map(Signed::request).toList();
        List<byte[]> nothing =
                bodies.stream().map(body -> Signed.request(Nothing.PATH, body)).toList();
        var rates = new Accepted(new ArrayList<>(), new ArrayList<>());
        try (Site site = Site.open()) {
            site.start(Service.INGEST, Map.of(), IngestAlone.class);
            WarmUp.untilSteady(scale, () -> rate(webhooks, scale));
            rate(nothing, scale);
            for (int run = 0; run < scale.runs(); run++) {
                rates.nothing.add(rate(nothing, scale));
                rates.accepted.add(rate(webhooks, scale));
            }
        }
        return rates;
    }

    /** Returns what each server is sent. */
    static List<byte[]> bodies() {
        Instant now = Instant.now();
        return Mixed.of(Parcel.parcels(0, PARCELS, now), now);
    }

    private static double rate(List<byte[]> requests, Scale scale) throws Exception {
        return ClosedLoop.rate(Service.INGEST.port(), requests, CONNECTIONS, scale.seconds());
    }
}
