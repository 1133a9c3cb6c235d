package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Child;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.torture.comparison.Published;
import dev.waybill.benchmarks.torture.comparison.PublishedTopic;
import dev.waybill.benchmarks.torture.parcels.Probe;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A tracking-consumer that is frozen while its transaction holds a shipment's row, past its session time-out, and wakes when another
 * instance has taken over. The row is held up for at most 15 s, and what the zombie goes on with changes nothing, neither in the rows nor
 * in shipment-metrics.
 */
public record FrozenTracking() implements Fault {

    private static final String GROUP = "tracking-consumer";

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        Probe probe = ground.probe();
        ground.send(probe.webhook(1));
        ground.await("the probe's row", () -> ground.inRollups(probe));
        try (var coordinators = new Coordinators(ground.site().kafka())) {
            int members = coordinators.members(GROUP);
            double heldUp = freezeHolding(ground, probe);
            return takenOver(ground, coordinators, members, probe, heldUp);
        } finally {
            ground.of(Service.TRACKING).wake();
        }
    }

    private static Outcome takenOver(Ground ground, Coordinators coordinators, int members, Probe probe, double heldUp)
            throws Exception {
        long began = System.nanoTime();
        try (Child other = ground.startSecond(Service.TRACKING)) {
            double started = Ground.seconds(began);
            ground.await("the other's work", () -> "2".equals(scans(ground, probe)));
            double takenOver = Ground.seconds(began);
            ground.send(probe.webhook(3));
            ground.await("the other's snapshot", () -> "3".equals(scans(ground, probe)) && isPublished(ground, probe));
            String before = row(ground, probe);
            ground.of(Service.TRACKING).wake();
            ground.await("the zombie among the others", () -> coordinators.members(GROUP) == 2 * members);
            Probe after = ground.probe();
            ground.send(after.webhook(1));
            ground.await("a probe once the zombie is awake", () -> ground.inRollups(after));
            List<String> setBack = Published.read(ground.site().kafka()).setBack();
            boolean unchanged = setBack.isEmpty() && before.equals(row(ground, probe)) && isPublished(ground, probe);
            return Outcome.done(
                    "row held up %.1f s, another started in %.1f s, taken over %.1f s later, the zombie %s"
                            .formatted(
                                    heldUp,
                                    started,
                                    takenOver - started,
                                    unchanged ? "changed nothing" : "changed the row " + setBack),
                    unchanged && other.handle().isAlive() && heldUp <= HeldRow.LONGEST);
        }
    }

    /** Freezes it as it gets the row that it had to wait for, and returns the seconds that it kept it. */
    private static double freezeHolding(Ground ground, Probe probe) throws Exception {
        String row = "select 1 from shipments where easypost_id = '" + probe.key() + "' for update";
        try (var held = new HeldRow(ground, GROUP, row)) {
            ground.send(probe.webhook(2));
            ground.await("the consumer at the row", held::isAwaited);
            ground.of(Service.TRACKING).freeze();
            return held.handOver();
        }
    }

    private static @Nullable String scans(Ground ground, Probe probe) throws Exception {
        return ground.value("select tracker_scans from shipments where easypost_id = '" + probe.key() + "'");
    }

    /** Whether the last snapshot is that of the row. */
    private static boolean isPublished(Ground ground, Probe probe) throws Exception {
        String revision = ground.value("""
                select m.revision from shipment_metrics m join shipments s on m.shipment_id = s.id
                where s.easypost_id = '%s'
                """.formatted(probe.key()));
        String told = Published.read(ground.site().kafka()).last(PublishedTopic.SNAPSHOTS, probe.key());
        return Objects.equals(revision, told);
    }

    private static String row(Ground ground, Probe probe) throws Exception {
        return Objects.requireNonNull(ground.value("""
                select to_jsonb(s)::text || to_jsonb(m)::text
                from shipments s join shipment_metrics m on m.shipment_id = s.id where s.easypost_id = '%s'
                """.formatted(probe.key())));
    }
}
