package dev.waybill.benchmarks.endtoend;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Looks every two milliseconds which shipments that were sent can be read from their table, and how many of them the rollups count.
 * Latencies are microseconds since a webhook was due.
 */
final class Arrivals implements Runnable {

    private static final int DIGITS = 3;
    private static final long LOOK_MS = 2;
    private static final long LOOK_AT_ROLLUPS_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Connection connection;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final long[] due;
    private final Histogram rows = new Histogram(DIGITS);
    private final Histogram rollups = new Histogram(DIGITS);
    private final long countedBefore;
    private int counted;

    /**
     * @param due when each webhook is due, in their order; 0 until it is sent
     */
    Arrivals(Connection connection, long[] due) throws SQLException {
        this.connection = connection;
        this.due = due.clone();
        this.countedBefore = counted();
    }

    /** A webhook about a new shipment is due. */
    void due(int index, String shipmentId, long nanoTime) {
        due[index] = nanoTime;
        sent.put(shipmentId, nanoTime);
    }

    Histogram rows() {
        return rows;
    }

    Histogram rollups() {
        return rollups;
    }

    /** Looks until all have arrived in both. */
    @Override
    public void run() {
        long lookAtRollups = System.nanoTime();
        try {
            while (rows.getTotalCount() < due.length || counted < due.length) {
                look();
                if (System.nanoTime() > lookAtRollups) {
                    lookAtRollups = System.nanoTime() + LOOK_AT_ROLLUPS_NS;
                    lookAtRollups();
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws SQLException {
        if (sent.isEmpty()) {
            return;
        }
        try (PreparedStatement query =
                connection.prepareStatement("select easypost_id from shipments where easypost_id = any (?)")) {
            query.setArray(1, connection.createArrayOf("text", sent.keySet().toArray()));
            try (ResultSet found = query.executeQuery()) {
                long now = System.nanoTime();
                while (found.next()) {
                    Long since = sent.remove(found.getString(1));
                    if (since != null) {
                        rows.recordValue(micros(now - since));
                    }
                }
            }
        }
    }

    /** The first that were sent are taken for the first that are counted. */
    private void lookAtRollups() throws SQLException {
        long now = counted() - countedBefore;
        long time = System.nanoTime();
        for (; counted < Math.min(now, due.length); counted++) {
            rollups.recordValue(micros(time - due[counted]));
        }
    }

    private long counted() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        "select coalesce(sum(total_shipments), 0) from carrier_performance");
                ResultSet sum = query.executeQuery()) {
            sum.next();
            return sum.getLong(1);
        }
    }

    private static long micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(Math.max(0, nanos));
    }
}
