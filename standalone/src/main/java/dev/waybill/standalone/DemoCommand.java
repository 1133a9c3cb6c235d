package dev.waybill.standalone;

import dev.waybill.standalone.demo.Demo;
import dev.waybill.standalone.folder.DataFolder;
import dev.waybill.standalone.folder.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description =
                "Start everything in a throw-away folder and play EasyPost's recordings and simulated parcels into it.")
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--once",
            description = "End after the table: exit code 0 when everything sent has arrived, 1 when not.")
    boolean once;

    @Option(
            names = "--parcels",
            paramLabel = "COUNT",
            defaultValue = "300",
            description = "How many simulated parcels (default: ${DEFAULT-VALUE}).")
    int parcels;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "7",
            description = "The same seed makes the same parcels (default: ${DEFAULT-VALUE}).")
    long seed;

    @Mixin
    Help help = new Help();

    @Mixin
    Addresses addresses = new Addresses();

    @Override
    public Integer call() throws InterruptedException {
        if (parcels < 0) {
            throw new Problem("--parcels " + parcels + ": choose 0 or more");
        }
        try (var installation = Installation.start(DataFolder.openThrowAway(throwAway()), addresses, new Screen())) {
            return play(installation);
        }
    }

    private int play(Installation installation) throws InterruptedException {
        Screen screen = installation.screen();
        Demo.Report report = report(installation);
        screen.done("");
        report.lines().forEach(screen::done);
        if (report.complete()) {
            screen.done("Everything sent has arrived (" + screen.elapsed() + ")");
        } else {
            installation.keepLogs();
            screen.done("Not everything has arrived (" + screen.elapsed() + "): see "
                    + installation.folder().log());
        }
        if (!once) {
            screen.summary(installation);
            installation.awaitClose();
        }
        return report.complete() ? 0 : 1;
    }

    private Demo.Report report(Installation installation) throws InterruptedException {
        try {
            Screen screen = installation.screen();
            var demo = new Demo(Clock.systemUTC(), installation.target(), installation.source(), screen::progress);
            return demo.play(seed, parcels);
        } catch (Problem failed) {
            installation.keepLogs();
            throw new Problem(
                    failed.getMessage() + "; see " + installation.folder().log(), failed);
        }
    }

    /** The one that the script made, or a new one. */
    private static Path throwAway() {
        String given = System.getProperty(Waybill.THROW_AWAY);
        try {
            return given == null ? Files.createTempDirectory("waybill-demo") : Path.of(given);
        } catch (IOException refused) {
            throw new Problem("Cannot make a folder for the demo: " + DataFolder.reason(refused), refused);
        }
    }
}
