package dev.waybill.benchmarks.torture;

import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.torture.comparison.Comparison;
import dev.waybill.benchmarks.torture.comparison.Published;
import dev.waybill.benchmarks.torture.comparison.Stored;
import dev.waybill.benchmarks.torture.faults.Fault;
import dev.waybill.benchmarks.torture.faults.Ground;
import dev.waybill.benchmarks.torture.oracle.Content;
import dev.waybill.benchmarks.torture.oracle.Oracle;
import dev.waybill.benchmarks.torture.parcels.Webhook;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream of webhooks with faults in it, and the comparison when all is quiet again.
 *
 * @param webhooks in the order in which they are sent
 * @param perSecond how many of them
 * @param session after which time a silent member of a group is taken for dead; null for what the services set
 * @param longest after which no further fault is let happen
 */
record Run(
        long seed,
        List<Webhook> webhooks,
        double perSecond,
        @Nullable Duration session,
        Duration longest,
        Instant now) {

    /** For what has to be sent again, beside the time that sending takes. */
    private static final Duration SENDING_AGAIN = Duration.ofMinutes(5);

    private static final Duration QUIET = Duration.ofSeconds(90);

    /** Returns what was seen. Everything that was started has ended then. */
    Report of(Site site, List<Fault> faults, Consumer<String> said) throws Exception {
        try (site;
                var load = new Load()) {
            var ground = new Ground(site, load::send, session, now);
            ground.startAll();
            ground.recovery();
            load.begin(webhooks, perSecond);
            List<Report.Line> lines = befall(ground, faults, said);
            boolean sent = load.ends(SENDING_AGAIN.plusSeconds((long) (webhooks.size() / perSecond)));
            double quiet = ground.recovery();
            said.accept("All sent; the last probe arrived after %.1f s".formatted(quiet));
            Content expected = Oracle.content(load.acknowledged());
            Comparison comparison = settled(site, expected);
            return new Report(lines, load.sent(), load.refused(), sent, comparison, published(site));
        }
    }

    private List<Report.Line> befall(Ground ground, List<Fault> faults, Consumer<String> said)
            throws InterruptedException {
        var dice = new SplittableRandom(seed);
        var lines = new ArrayList<Report.Line>();
        long began = System.nanoTime();
        for (Fault fault : faults) {
            SplittableRandom own = dice.split();
            Report.Line line = System.nanoTime() - began > longest.toNanos()
                    ? new Report.Line(fault, Fault.Outcome.impossible("no time left"), 0, 0)
                    : befall(ground, fault, own);
            said.accept(line.toString());
            lines.add(line);
        }
        return lines;
    }

    private static Report.Line befall(Ground ground, Fault fault, SplittableRandom dice) throws InterruptedException {
        long began = System.nanoTime();
        Fault.Outcome outcome = injected(ground, fault, dice);
        double took = seconds(began);
        if (outcome.broken() > 0) {
            System.err.println(fault + " " + outcome.note());
        }
        return new Report.Line(fault, outcome, took, outcome.injected() ? ground.recovery() : 0);
    }

    private static Fault.Outcome injected(Ground ground, Fault fault, SplittableRandom dice)
            throws InterruptedException {
        try {
            return fault.inject(ground, dice);
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failed) {
            return Fault.Outcome.done(failed.toString(), false);
        }
    }

    /** The comparison once nothing differs, else when it has not got better for long enough. */
    private static Comparison settled(Site site, Content expected) throws SQLException, InterruptedException {
        long end = System.nanoTime() + QUIET.toNanos();
        Comparison comparison = compare(site, expected);
        while (!comparison.isEqual() && System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(1);
            comparison = compare(site, expected);
        }
        return comparison;
    }

    private static Comparison compare(Site site, Content expected) throws SQLException {
        try (Connection database = site.connect()) {
            return Comparison.of(expected, Stored.read(database));
        }
    }

    private static List<String> published(Site site) throws SQLException {
        Published published = Published.read(site.kafka());
        try (Connection database = site.connect()) {
            var wrong = new ArrayList<>(published.setBack());
            wrong.addAll(published.differences(database));
            return wrong;
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
