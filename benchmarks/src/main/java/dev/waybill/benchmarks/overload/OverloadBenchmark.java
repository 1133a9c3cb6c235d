package dev.waybill.benchmarks.overload;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.load.ClosedLoop;
import dev.waybill.benchmarks.load.OpenLoop;
import dev.waybill.benchmarks.processes.Peak;
import dev.waybill.benchmarks.processes.Processes;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.webhooks.Mixed;
import dev.waybill.benchmarks.webhooks.Parcel;
import dev.waybill.benchmarks.webhooks.Signed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Webhooks at twice the rate that the service, its normalizer at work, has just taken from clients that wait for their answers: how long
 * those that are accepted wait, the memory of the service meanwhile, and what it takes from the same clients right afterwards.
 */
public final class OverloadBenchmark implements Benchmark {

    private static final int CLIENTS = 64;
    private static final int CONNECTIONS = 512;
    private static final int PARCELS = 500;
    private static final int WARM_TIMES = 4;
    private static final int TIMES_AS_MUCH = 2;

    @Override
    public List<String> names() {
        return List.of("overload-p99", "overload-memory", "overload-recovery");
    }

    @Override
    public boolean isCalled(String name) {
        return name.equals("overload") || names().contains(name);
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        Instant now = Instant.now();
        List<byte[]> webhooks = Mixed.of(Parcel.parcels(0, PARCELS, now), now).stream()
                .map(Signed::request)
                .toList();
        var p99 = new ArrayList<Double>();
        var memory = new ArrayList<Double>();
        var before = new ArrayList<Double>();
        var after = new ArrayList<Double>();
        try (Site site = Site.open()) {
            Processes ingest =
                    Processes.of(site.start(Service.INGEST, Map.of(), null).handle());
            double cold = rate(webhooks, WARM_TIMES * scale.seconds());
            send(webhooks, (int) (TIMES_AS_MUCH * cold), scale.seconds(), new Tally());
            for (int run = 0; run < scale.runs(); run++) {
                double rate = rate(webhooks, scale.seconds());
                before.add(rate);
                Answered answered = overload(ingest, webhooks, (int) (TIMES_AS_MUCH * rate), 2 * scale.seconds());
                System.err.println("  due in " + 2 * scale.seconds() + " s: " + answered);
                p99.add(answered.p99Millis());
                memory.add(answered.megabytes());
                after.add(rate(webhooks, scale.seconds()));
            }
        }
        return List.of(
                Result.absolute("overload-p99", "ms", p99, Goal.atMost(1000)),
                Result.absolute("overload-memory", "MB", memory, Goal.atMost(600)),
                Result.against("overload-recovery", "webhooks/s", after, before, Goal.atLeast(0.8)));
    }

    private static double rate(List<byte[]> webhooks, int seconds) throws Exception {
        return ClosedLoop.rate(Service.INGEST.port(), webhooks, CLIENTS, seconds);
    }

    private static Answered overload(Processes ingest, List<byte[]> webhooks, int aSecond, int seconds)
            throws Exception {
        var tally = new Tally();
        try (var peak = new Peak(ingest)) {
            long began = System.nanoTime();
            send(webhooks, aSecond, seconds, tally);
            return tally.answered((System.nanoTime() - began) / 1e9, peak.megabytes());
        }
    }

    private static void send(List<byte[]> webhooks, int aSecond, int seconds, Tally tally) throws Exception {
        List<byte[]> requests = IntStream.range(0, aSecond * seconds)
                .mapToObj(request -> webhooks.get(request % webhooks.size()))
                .toList();
        OpenLoop.send(Service.INGEST.port(), requests, aSecond, CONNECTIONS, tally);
    }
}
