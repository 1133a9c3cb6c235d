package dev.waybill.benchmarks.site;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Watches tables whose writer does not tell when it has done. */
public final class Rows {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Seldom enough that counting takes nothing from the writer. */
    private static final long LOOK_MS = 100;

    private Rows() {}

    /**
     * Returns when a query for a single number finds as much as is expected.
     *
     * @throws IOException when it does not in two minutes
     */
    public static void await(Connection database, String query, long expected)
            throws IOException, SQLException, InterruptedException {
        long began = System.nanoTime();
        try (PreparedStatement number = database.prepareStatement(query)) {
            for (long found = read(number); found < expected; found = read(number)) {
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw new IOException(found + " of " + expected + ": " + query);
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
        }
    }

    private static long read(PreparedStatement number) throws SQLException {
        try (ResultSet row = number.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
