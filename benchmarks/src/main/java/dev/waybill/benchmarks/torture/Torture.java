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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    /** A service that lives for a minute gains nothing from the second compiler. */
    static final String START_QUICKLY = "-XX:TieredStopAtLevel=1";
    /** For what still has to be sent, and to become quiet. */
    private static final int MORE_MINUTES = 15;

    @Option(
            names = "--minutes",
            defaultValue = "10",
            description = "How long faults go on (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same faults and events.")
    private long seed;

    @Option(names = "--day", description = "The day up to which the parcels are told (default: ${DEFAULT-VALUE}).")
    private LocalDate day = LocalDate.of(2026, 6, 1);

    @Option(names = "--without-full-disks", description = "Leave out what only root on Linux may inject: full disks.")
    private boolean withoutDisks;

    @Option(names = "--only", hidden = true, description = "The faults whose names contain this alone.")
    private String only = "";

    @Option(names = "--without-faults", hidden = true, description = "The load and the comparison alone.")
    private boolean gentle;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Torture()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        boolean full = !gentle && !withoutDisks;
        SmallDisks.clearAbandoned();
        Site site = Site.prepare(START_QUICKLY);
        try (var disks = new SmallDisks(site, full)) {
            if (full && !disks.areThere()) {
                System.out.println("FAILED: no file system can be mounted, which takes root on Linux, so that disks "
                        + "cannot become full; --without-full-disks leaves that out");
                return 1;
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                site.kill();
                disks.unmount();
            }));
            List<Fault> planned = gentle ? List.of() : Plan.full(seed, minutes, full);
            return torture(
                    site,
                    planned.stream()
                            .filter(fault -> fault.toString().contains(only))
                            .toList());
        }
    }

    private int torture(Site site, List<Fault> faults) throws Exception {
        CompletableFuture.delayedExecutor(minutes + MORE_MINUTES, TimeUnit.MINUTES)
                .execute(() -> {
                    System.out.println("FAILED: it does not end");
                    System.exit(1);
                });
        Instant now = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        int parcels = (int) (minutes * 60 * PER_SECOND / A_PARCEL);
        List<Webhook> webhooks = Parcels.webhooks(seed, parcels, now);
        System.err.printf(
                "Seed %d, day %s, %d faults, %d webhooks; log: %s%n",
                seed, day, faults.size(), webhooks.size(), site.log());
        var run = new Run(seed, webhooks, PER_SECOND, null, Duration.ofSeconds(minutes * 90L), now);
        Report report = run.of(site, faults, System.err::println);
        if (withoutDisks) {
            System.out.println("Left out, as it was asked for: full disks");
        }
        System.out.println(report.table());
        return report.isFlawless() ? 0 : 1;
    }
}
