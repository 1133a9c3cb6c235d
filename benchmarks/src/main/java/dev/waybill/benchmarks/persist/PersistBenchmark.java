package dev.waybill.benchmarks.persist;

import dev.waybill.benchmarks.Benchmark;
import dev.waybill.benchmarks.Goal;
import dev.waybill.benchmarks.Result;
import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.WarmUp;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.topics.Backlog;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Scans a second into the tables, snapshots published: when each parcel's whole history arrives at once, when each webhook brings one
 * scan more, and webhooks a second that change nothing.
 */
public final class PersistBenchmark implements Benchmark {

    @Override
    public List<String> names() {
        return List.of("persist-first-tell", "persist-live", "replay-known");
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        Instant now = Instant.now();
        var first = new ArrayList<Double>();
        var firstCopied = new ArrayList<Double>();
        var live = new ArrayList<Double>();
        var liveCopied = new ArrayList<Double>();
        var known = new ArrayList<Double>();
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka());
                Connection database = site.connect()) {
            site.start(Service.TRACKING, Map.of(), null);
            var next = new Parcels(now, scale.parcels());
            WarmUp.untilSteady(scale, () -> {
                List<ProducerRecord<byte[], byte[]>> events = TypedEvents.live(next.parcels());
                return events.size() / backlog.seconds(TrackingGroup.NAME, events);
            });
            for (int run = 0; run < scale.runs(); run++) {
                CopyOfTables.empty(database);
                double seconds = backlog.seconds(TrackingGroup.NAME, TypedEvents.firstTell(next.parcels()));
                long scans = CopyOfTables.scans(database);
                first.add(scans / seconds);
                firstCopied.add(scans / CopyOfTables.seconds(database));

                CopyOfTables.empty(database);
                List<ProducerRecord<byte[], byte[]>> events = TypedEvents.live(next.parcels());
                seconds = backlog.seconds(TrackingGroup.NAME, events);
                scans = CopyOfTables.scans(database);
                live.add(scans / seconds);
                known.add(events.size() / backlog.seconds(TrackingGroup.NAME, events));
                liveCopied.add(scans / CopyOfTables.seconds(database));
            }
        }
        return List.of(
                Result.against("persist-first-tell", "scans/s", first, firstCopied, Goal.atLeast(0.6)),
                Result.against("persist-live", "scans/s", live, liveCopied, Goal.atLeast(0.3)),
                // an event brings one scan
                Result.against("replay-known", "events/s", known, live, Goal.atLeast(3)));
    }
}
