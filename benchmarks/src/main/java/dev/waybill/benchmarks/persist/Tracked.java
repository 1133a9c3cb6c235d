package dev.waybill.benchmarks.persist;

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
 * What tracking-consumer reaches, snapshots published: when each parcel's whole history arrives at once, when each webhook brings one scan
 * more, and with webhooks that change nothing. Each of a second, of each run.
 *
 * @param firstTell scans of whole histories
 * @param firstTellCopied scans that COPY puts into the same tables
 * @param live scans that come one by one
 * @param liveCopied likewise
 * @param known events that change nothing
 */
public record Tracked(
        List<Double> firstTell,
        List<Double> firstTellCopied,
        List<Double> live,
        List<Double> liveCopied,
        List<Double> known) {

    private Tracked() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Measures all in turn. */
    public static Tracked measure(Scale scale) throws Exception {
        Instant now = Instant.now();
        var rates = new Tracked();
        try (Site site = Site.open();
                Backlog backlog = new Backlog(site.kafka());
                Connection database = site.connect()) {
            site.start(Service.TRACKING, Map.of(), null);
            var tables = new TrackingGroup(backlog, database);
            var next = new Parcels(now, scale.parcels());
            // three ways through the service, and so more to compile
            WarmUp.untilSteady(scale.warmer(2), () -> {
                tables.rate(TypedEvents.firstTell(next.parcels()));
                List<ProducerRecord<byte[], byte[]>> events = TypedEvents.live(next.parcels());
                double rate = tables.rate(events);
                backlog.seconds(TrackingGroup.NAME, events);
                return rate;
            });
            for (int run = 0; run < scale.runs(); run++) {
                rates.firstTell.add(tables.rate(TypedEvents.firstTell(next.parcels())));
                rates.firstTellCopied.add(CopyOfTables.scans(database) / CopyOfTables.seconds(database));

                List<ProducerRecord<byte[], byte[]>> events = TypedEvents.live(next.parcels());
                rates.live.add(tables.rate(events));
                rates.known.add(events.size() / backlog.seconds(TrackingGroup.NAME, events));
                rates.liveCopied.add(CopyOfTables.scans(database) / CopyOfTables.seconds(database));
            }
        }
        return rates;
    }
}
