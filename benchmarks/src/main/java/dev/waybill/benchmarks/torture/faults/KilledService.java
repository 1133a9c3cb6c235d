package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Service;
import java.time.Duration;
import java.util.SplittableRandom;

/** kill -9 of a service at a random moment, and its start. */
public record KilledService(Service service) implements Fault {

    private static final int MOST_MILLIS = 1_500;

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        Ground.pause(Duration.ofMillis(dice.nextInt(MOST_MILLIS)));
        ground.of(service).kill();
        ground.start(service, null);
        return Outcome.done("");
    }
}
