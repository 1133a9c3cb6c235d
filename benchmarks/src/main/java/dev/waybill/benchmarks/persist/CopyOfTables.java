package dev.waybill.benchmarks.persist;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The rows of the three tables of facts, taken out, and put in again by COPY once the tables are empty. */
final class CopyOfTables {

    private static final List<String> TABLES = List.of("shipments", "shipment_events", "shipment_metrics");

    private CopyOfTables() {}

    /** Returns the seconds that COPY takes for all rows that are there, in one transaction, into the emptied tables. */
    static double seconds(Connection connection) throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        Map<String, byte[]> rows = new LinkedHashMap<>();
        for (String table : TABLES) {
            var out = new ByteArrayOutputStream();
            copy.copyOut("copy (select * from " + table + ") to stdout (format binary)", out);
            rows.put(table, out.toByteArray());
        }
        empty(connection);
        connection.setAutoCommit(false);
        long began = System.nanoTime();
        for (Map.Entry<String, byte[]> table : rows.entrySet()) {
            copy.copyIn(
                    "copy " + table.getKey() + " from stdin (format binary)",
                    new ByteArrayInputStream(table.getValue()));
        }
        connection.commit();
        double seconds = (System.nanoTime() - began) / 1e9;
        connection.setAutoCommit(true);
        return seconds;
    }

    static void empty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("truncate " + String.join(", ", TABLES) + " cascade");
            statement.execute("checkpoint");
        }
    }

    static long scans(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var count = statement.executeQuery("select count(*) from shipment_events")) {
            count.next();
            return count.getLong(1);
        }
    }
}
