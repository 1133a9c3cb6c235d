package dev.waybill.benchmarks.torture.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Rows that are locked here, so that a service waits for them in the middle of its transaction, and holds them once it may. */
final class HeldRow implements AutoCloseable {

    /** The most seconds that whoever is frozen may hold others up. */
    static final double LONGEST = 15;

    private final Ground ground;
    private final Connection connection;
    private final String locking;
    private final String waiting;

    /**
     * Locks rows.
     *
     * @param application the service that shall wait
     * @param locking a query for update
     */
    HeldRow(Ground ground, String application, String locking) throws SQLException {
        this.ground = ground;
        this.locking = locking;
        this.connection = ground.site().connect();
        connection.setAutoCommit(false);
        execute(locking);
        this.waiting = """
                select count(*) from pg_stat_activity
                where application_name = '%s' and %d = any(pg_blocking_pids(pid))
                """.formatted(application, pid());
    }

    /** Whether the service waits for the rows. */
    boolean isAwaited() throws SQLException {
        return !"0".equals(ground.value(waiting));
    }

    /** Lets the service have the rows and returns the seconds that it keeps them. */
    double handOver() throws SQLException, InterruptedException {
        connection.rollback();
        // it stood in line before
        Ground.pause(Duration.ofMillis(50));
        long began = System.nanoTime();
        execute(locking);
        connection.rollback();
        return Ground.seconds(began);
    }

    private int pid() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select pg_backend_pid()")) {
            found.next();
            return found.getInt(1);
        }
    }

    private void execute(String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(query);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
