package dev.waybill.benchmarks.torture;

import dev.waybill.benchmarks.site.Engine;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.torture.faults.AwayPostgres;
import dev.waybill.benchmarks.torture.faults.Fault;
import dev.waybill.benchmarks.torture.faults.FrozenAnalytics;
import dev.waybill.benchmarks.torture.faults.FrozenTracking;
import dev.waybill.benchmarks.torture.faults.FullDisk;
import dev.waybill.benchmarks.torture.faults.KilledBroker;
import dev.waybill.benchmarks.torture.faults.KilledPostgres;
import dev.waybill.benchmarks.torture.faults.KilledServices;
import dev.waybill.benchmarks.torture.faults.Poison;
import dev.waybill.benchmarks.torture.faults.WrongClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which faults, in which order. The same seed and length give the same. */
final class Plan {

    private static final int KILLS_OF_EACH = 5;
    private static final int FULL_MINUTES = 10;

    private Plan() {}

    /**
     * Everything, the number of kills by the minutes there are.
     *
     * @param disks whether they become full too; the others come in the same order without them
     */
    static List<Fault> full(long seed, int minutes, boolean disks) {
        Duration away = Duration.ofSeconds(Math.min(60, 6L * minutes));
        Duration full = Duration.ofSeconds(10);
        List<Fault> faults = new ArrayList<>(List.of(
                new KilledBroker(),
                new KilledPostgres(),
                new AwayPostgres(away),
                new FullDisk(Engine.BROKER, full),
                new FullDisk(Engine.POSTGRES, full),
                new FrozenTracking(),
                new FrozenAnalytics(),
                new WrongClock(Service.TRACKING),
                new WrongClock(Service.ANALYTICS),
                new Poison()));
        var random = new Random(seed);
        int kills = Math.max(1, KILLS_OF_EACH * Math.min(minutes, FULL_MINUTES) / FULL_MINUTES);
        for (int i = 0; i < kills; i++) {
            faults.add(all(random));
        }
        Collections.shuffle(faults, random);
        faults.removeIf(fault -> fault instanceof FullDisk && !disks);
        return faults;
    }

    /** Each service once, one after another. */
    private static Fault all(Random random) {
        var services = new ArrayList<>(List.of(Service.values()));
        Collections.shuffle(services, random);
        return new KilledServices(services);
    }

    /** Each kind once, as far as a minute allows. */
    static List<Fault> little() {
        return List.of(
                new Poison(), new KilledServices(List.of(Service.values())), new FrozenTracking(), new KilledBroker());
    }
}
