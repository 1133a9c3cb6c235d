package dev.waybill.benchmarks.torture;

import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.torture.faults.Fault;
import dev.waybill.benchmarks.torture.faults.SmallDisks;
import dev.waybill.benchmarks.torture.parcels.Parcels;
import dev.waybill.benchmarks.torture.parcels.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./waybill torture}: faults under load. Exit code 0 when nothing was lost, doubled or wrong, 1 otherwise. */
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        description =
                "Kills, freezes and starves Waybill under load, then compares every table with what was acknowledged.")
public final class Torture implements Callable<Integer> {

    private static final double PER_SECOND = 40;
    private static final int A_PARCEL = 8;

    @Option(
            names = "--minutes",
            defaultValue = "10",
            description = "How long faults go on (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same events and faults.")
    private long seed;

    @Option(names = "--without-faults", hidden = true, description = "The load and the comparison alone.")
    private boolean gentle;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Torture()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.DAYS);
        int parcels = (int) (minutes * 60 * PER_SECOND / A_PARCEL);
        List<Webhook> webhooks = Parcels.webhooks(seed, parcels, now);
        Site site = Site.prepare();
        try (var disks = new SmallDisks(site)) {
            System.err.println("Seed " + seed + ", " + webhooks.size() + " webhooks; log: " + site.log());
            List<Fault> faults = gentle ? List.of() : Plan.full(seed, minutes, disks.mounted());
            var run = new Run(seed, webhooks, PER_SECOND, null, Duration.ofMinutes(minutes), now);
            Report report = run.of(site, faults, System.err::println);
            System.out.println(report.table());
            return report.isFlawless() ? 0 : 1;
        }
    }
}
