package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Child;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.torture.parcels.Probe;
import dev.waybill.schemas.topics.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A tracking-consumer that is frozen while its transaction holds a shipment's row, past its session time-out, and wakes when another
 * instance has taken over. The row is held up for at most 15 s, and what the zombie goes on with changes nothing.
 */
public record FrozenTracking() implements Fault {

    private static final double LONGEST = 15;
    private static final String HELD_UP_BY = """
            select count(*) from pg_stat_activity
            where application_name = 'tracking-consumer' and %s = any(pg_blocking_pids(pid))
            """;

    @Override
    public Outcome inject(Ground ground, SplittableRandom dice) throws Exception {
        Probe probe = ground.probe();
        ground.send(probe.webhook(1));
        ground.await("the probe's row", () -> ground.inRollups(probe));
        try {
            return takenOver(ground, probe, freezeHolding(ground, probe));
        } finally {
            ground.of(Service.TRACKING).wake();
        }
    }

    private static Outcome takenOver(Ground ground, Probe probe, double heldUp) throws Exception {
        try (Child other = ground.startSecond(Service.TRACKING)) {
            long began = System.nanoTime();
            ground.await("the other's work", () -> "2".equals(ground.value("""
                    select tracker_scans from shipments where easypost_id = '%s'
                    """.formatted(probe.key()))));
            double takenOver = Ground.seconds(began);
            Probe after = ground.probe();
            ground.send(probe.webhook(3));
            ground.send(after.webhook(1));
            ground.await("a probe through the other", () -> ground.inRollups(after));
            String before = row(ground, probe);
            ground.of(Service.TRACKING).wake();
            Ground.pause(Duration.ofSeconds(5));
            boolean unchanged = before.equals(row(ground, probe));
            return Outcome.done(
                    "row held up %.1f s, taken over after %.1f s, the zombie %s"
                            .formatted(heldUp, takenOver, unchanged ? "changed nothing" : "changed the row"),
                    unchanged && other.handle().isAlive() && heldUp <= LONGEST);
        }
    }

    /** Freezes it as it gets the row that it had to wait for, and returns the seconds that it kept it. */
    private static double freezeHolding(Ground ground, Probe probe) throws Exception {
        String row = "select 1 from shipments where easypost_id = '" + probe.key() + "' for update";
        try (Connection connection = ground.site().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(row);
            String waiting = HELD_UP_BY.formatted(pid(statement));
            ground.send(probe.webhook(2));
            ground.await("the consumer at the row", () -> !"0".equals(ground.value(waiting)));
            ground.of(Service.TRACKING).freeze();
            connection.rollback();
            Ground.pause(Duration.ofMillis(50));
            long began = System.nanoTime();
            statement.execute(row);
            connection.rollback();
            return Ground.seconds(began);
        }
    }

    private static int pid(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("select pg_backend_pid()")) {
            found.next();
            return found.getInt(1);
        }
    }

    /** What the tables and the last snapshot say. */
    private static String row(Ground ground, Probe probe) throws Exception {
        return LastRecords.of(ground.site().kafka(), Topics.SHIPMENT_METRICS, probe.key())
                + Objects.requireNonNull(ground.value("""
                select to_jsonb(s)::text || to_jsonb(m)::text
                from shipments s join shipment_metrics m on m.shipment_id = s.id where s.easypost_id = '%s'
                """.formatted(probe.key())));
    }
}
