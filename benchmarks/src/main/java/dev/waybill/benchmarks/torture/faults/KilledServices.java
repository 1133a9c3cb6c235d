package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Service;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.SplittableRandom;

/** kill -9 of services, each at a random moment, while others that were killed before start again. */
public record KilledServices(List<Service> services) implements Fault {

    private static final int MOST_MILLIS = 5_000;

    public KilledServices {
        services = List.copyOf(services);
    }

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        var moments = new EnumMap<Service, Duration>(Service.class);
        services.forEach(service -> moments.put(service, Duration.ofMillis(dice.nextInt(MOST_MILLIS))));
        ground.killAndStart(moments);
        return Outcome.done("");
    }
}
