package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Service;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** kill -9 of services, each at a random moment, and their start, which does not wait for one another. */
public record KilledServices(List<Service> services) implements Fault {

    private static final int MOST_MILLIS = 1_500;

    public KilledServices {
        services = List.copyOf(services);
    }

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        for (Service service : services) {
            Ground.pause(Duration.ofMillis(dice.nextInt(MOST_MILLIS)));
            ground.of(service).kill();
        }
        ground.start(services);
        return Outcome.done("");
    }
}
