package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Engine;
import java.time.Duration;
import java.util.SplittableRandom;

/** kill -9 of the broker, and its start. */
public record KilledBroker() implements Fault {

    private static final int MOST_MILLIS = 3_000;

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        ground.of(Engine.BROKER).kill();
        Ground.pause(Duration.ofMillis(dice.nextInt(MOST_MILLIS)));
        ground.start(Engine.BROKER);
        return Outcome.done("");
    }
}
