package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Child;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.torture.comparison.Published;
import dev.waybill.benchmarks.torture.comparison.PublishedTopic;
import dev.waybill.benchmarks.torture.parcels.Probe;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An aggregator that is frozen in the middle of both its transactions, that of Kafka Streams and that of its sink in PostgreSQL, past its
 * session time-out, and wakes when another instance has taken over. What it locked is held up for at most 15 s, and what it goes on with
 * changes nothing, neither in the rows nor in the topics.
 */
public record FrozenAnalytics() implements Fault {

    private static final String STREAMS = "analytics-aggregator-v2";
    private static final String SINK = "analytics-sink";
    private static final String POSITIONS = "select 1 from sink_offsets for update";

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        Probe earlier = ground.probe();
        ground.send(earlier.webhook(1));
        ground.await("a probe before the freeze", () -> ground.inRollups(earlier));
        try (var coordinators = new Coordinators(ground.site().kafka())) {
            double heldUp = freeze(ground, coordinators, dice);
            return takenOver(ground, coordinators, earlier, heldUp);
        } finally {
            ground.of(Service.ANALYTICS).wake();
        }
    }

    private static Outcome takenOver(Ground ground, Coordinators coordinators, Probe earlier, double heldUp)
            throws Exception {
        long began = System.nanoTime();
        try (Child other = ground.startSecond(Service.ANALYTICS)) {
            double started = Ground.seconds(began);
            Probe probe = ground.probe();
            ground.send(probe.webhook(1));
            ground.await("a probe through the other", () -> ground.inRollups(probe));
            double takenOver = Ground.seconds(began);
            String rows = rows(ground, earlier, probe);
            ground.of(Service.ANALYTICS).wake();
            ground.await(
                    "the zombie among the others",
                    () -> coordinators.members(STREAMS) == 2 && coordinators.members(SINK) == 2);
            Probe after = ground.probe();
            ground.send(after.webhook(1));
            ground.await("a probe once the zombie is awake", () -> ground.inRollups(after));
            List<String> setBack = Published.read(ground.site().kafka()).setBack();
            String now = rows(ground, earlier, probe);
            boolean unchanged = setBack.isEmpty() && rows.equals(now);
            return Outcome.done(
                    "positions held up %.1f s, another started in %.1f s, taken over %.1f s later, the zombie %s"
                            .formatted(
                                    heldUp,
                                    started,
                                    takenOver - started,
                                    unchanged
                                            ? "changed nothing"
                                            : "changed rows %s from %s to %s".formatted(setBack, rows, now)),
                    unchanged && other.handle().isAlive() && heldUp <= HeldRow.LONGEST);
        }
    }

    /** Freezes it while its sink waits for a lock and Kafka Streams has told something that is not committed. */
    private static double freeze(Ground ground, Coordinators coordinators, SplittableRandom dice) throws Exception {
        try (var positions = new HeldRow(ground, "analytics-aggregator", POSITIONS)) {
            Child service = ground.of(Service.ANALYTICS);
            ground.await("the aggregator in the middle of something", () -> {
                service.wake();
                ground.send(ground.probe().webhook(1));
                Ground.pause(Duration.ofMillis(dice.nextInt(150)));
                service.freeze();
                return positions.isAwaited() && coordinators.inTransaction(STREAMS);
            });
            return positions.handOver();
        }
    }

    /** What tables and topics say of the services of two probes, which nobody tells anything new of. */
    private static String rows(Ground ground, Probe one, Probe other) throws Exception {
        Published published = Published.read(ground.site().kafka());
        var said = new StringBuilder();
        for (Probe probe : List.of(one, other)) {
            said.append(ground.value(
                    "select to_jsonb(c)::text from carrier_performance c where service = '" + probe.service() + "'"));
            said.append(published.last(PublishedTopic.CARRIERS, probe.rollup()));
        }
        return said.toString();
    }
}
