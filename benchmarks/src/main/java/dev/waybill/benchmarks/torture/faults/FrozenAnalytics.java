package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Child;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.torture.parcels.Probe;
import dev.waybill.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** An aggregator that is frozen past its session time-out and wakes when another instance has taken over. What it goes on with changes nothing, neither in the rows nor in the topic. */
public record FrozenAnalytics() implements Fault {

    private static final Duration AWAKE = Duration.ofSeconds(5);

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        Probe earlier = ground.probe();
        ground.send(earlier.webhook(1));
        ground.await("a probe before the freeze", () -> ground.inRollups(earlier));
        Ground.pause(Duration.ofMillis(dice.nextInt(1_000)));
        ground.of(Service.ANALYTICS).freeze();
        long began = System.nanoTime();
        try (Child other = ground.startSecond(Service.ANALYTICS)) {
            Probe probe = ground.probe();
            ground.send(probe.webhook(1));
            ground.await("a probe through the other", () -> ground.inRollups(probe));
            double takenOver = Ground.seconds(began);
            String rows = rows(ground, earlier, probe);
            ground.of(Service.ANALYTICS).wake();
            Probe after = ground.probe();
            ground.send(after.webhook(1));
            ground.await("a probe once the zombie is awake", () -> ground.inRollups(after));
            Ground.pause(AWAKE);
            boolean unchanged = rows.equals(rows(ground, earlier, probe));
            return Outcome.done(
                    "taken over %.1f s after the freeze, the zombie %s"
                            .formatted(takenOver, unchanged ? "changed nothing" : "changed rows"),
                    unchanged && other.handle().isAlive());
        } finally {
            ground.of(Service.ANALYTICS).wake();
        }
    }

    /** What tables and topics say of the services of two probes, which nobody tells anything new of. */
    private static String rows(Ground ground, Probe one, Probe other) throws Exception {
        var said = new StringBuilder();
        for (Probe probe : List.of(one, other)) {
            said.append(ground.value(
                    "select to_jsonb(c)::text from carrier_performance c where service = '" + probe.service() + "'"));
            said.append(LastRecords.of(ground.site().kafka(), Topics.CARRIER_PERFORMANCE, "|" + probe.service() + "|"));
        }
        return said.toString();
    }
}
