package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Child;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.torture.parcels.Probe;
import java.time.Duration;
import java.util.SplittableRandom;

/** An aggregator that is frozen past its session time-out and wakes when another instance has taken over. */
public record FrozenAnalytics() implements Fault {

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        Ground.pause(Duration.ofMillis(dice.nextInt(1_000)));
        ground.of(Service.ANALYTICS).freeze();
        long began = System.nanoTime();
        try (Child other = ground.startSecond(Service.ANALYTICS)) {
            Probe probe = ground.probe();
            ground.send(probe.webhook(1));
            ground.await("a probe through the other", () -> ground.inRollups(probe));
            double takenOver = Ground.seconds(began);
            ground.of(Service.ANALYTICS).wake();
            Ground.pause(Duration.ofSeconds(5));
            return Outcome.done(
                    "taken over %.1f s after the freeze".formatted(takenOver),
                    other.handle().isAlive());
        } finally {
            ground.of(Service.ANALYTICS).wake();
        }
    }
}
