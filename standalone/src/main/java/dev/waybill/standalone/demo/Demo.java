package dev.waybill.standalone.demo;

import dev.waybill.standalone.folder.Problem;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Plays the sample into a running installation and tells what arrived. */
public final class Demo {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long PAUSE_MILLIS = 250;

    private final Clock clock;
    private final Target target;
    private final Arrived arrived;
    private final Consumer<String> progress;

    public Demo(Clock clock, Target target, Source source, Consumer<String> progress) {
        this.clock = clock;
        this.target = target;
        this.arrived = new Arrived(source);
        this.progress = progress;
    }

    /**
     * What to read at the end.
     *
     * @param complete whether everything that was sent has arrived
     */
    public record Report(List<String> lines, boolean complete) {

        public Report {
            lines = List.copyOf(lines);
        }
    }

    /** Sends the recordings and so many simulated parcels, and waits until all has arrived, for so long as is reasonable. */
    public Report play(long seed, int parcels) throws InterruptedException {
        Instant now = clock.instant();
        List<Message> messages = new ArrayList<>(Recordings.messages(now));
        messages.addAll(Simulator.messages(seed, parcels, now));
        var sender = new Sender(target, sent -> {
            if (sent % 20 == 0) {
                progress.accept("Sending: " + sent + " of " + messages.size() + " messages ...");
            }
        });
        Sender.Accepted accepted = sender.send(messages);
        Expected expected = Expected.of(messages);
        try {
            Arrived.Rows rows = awaited(expected);
            var lines = new ReportLines(accepted, expected, rows, arrived.deadLetters());
            return new Report(lines.lines(arrived.events(), arrived.carriers()), lines.complete());
        } catch (SQLException | ExecutionException unreadable) {
            throw new Problem("Cannot read what arrived: " + unreadable.getMessage(), unreadable);
        }
    }

    private Arrived.Rows awaited(Expected expected) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Arrived.Rows rows = arrived.rows();
        while (!rows.are(expected) && System.nanoTime() < deadline) {
            progress.accept(
                    "Waiting: " + rows.shipments() + " of " + expected.shipments() + " shipments, " + rows.scans()
                            + " of " + expected.scans() + " scans, " + rows.rolledUp() + " of " + expected.counted()
                            + " in the figures ...");
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            rows = arrived.rows();
        }
        return rows;
    }
}
