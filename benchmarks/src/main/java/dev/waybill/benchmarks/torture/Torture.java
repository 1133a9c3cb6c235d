package dev.waybill.benchmarks.torture;

import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.torture.faults.Fault;
import dev.waybill.benchmarks.torture.faults.SmallDisks;
import dev.waybill.benchmarks.torture.parcels.Parcels;
import dev.waybill.benchmarks.torture.parcels.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same faults.")
    private long seed;

    @Option(
            names = "--day",
            description =
                    "The day, such as 2026-11-26, up to which the parcels are told; the default is today's in UTC. "
                            + "The same seed and day give the same events.")
    private LocalDate day = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);

    @Option(names = "--without-faults", hidden = true, description = "The load and the comparison alone.")
    private boolean gentle;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Torture()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Instant now = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        int parcels = (int) (minutes * 60 * PER_SECOND / A_PARCEL);
        List<Webhook> webhooks = Parcels.webhooks(seed, parcels, now);
        Site site = Site.prepare();
        try (var disks = new SmallDisks(site)) {
            var stopped = new Thread(() -> {
                site.kill();
                disks.unmount();
            });
            Runtime.getRuntime().addShutdownHook(stopped);
            System.err.println(
                    "Seed " + seed + ", day " + day + ", " + webhooks.size() + " webhooks; log: " + site.log());
            List<Fault> faults = gentle ? List.of() : Plan.full(seed, minutes, disks.mounted());
            var run = new Run(seed, webhooks, PER_SECOND, null, Duration.ofMinutes(minutes), now);
            Report report = run.of(site, faults, System.err::println);
            System.out.println(report.table());
            Runtime.getRuntime().removeShutdownHook(stopped);
            return report.isFlawless() ? 0 : 1;
        }
    }
}
