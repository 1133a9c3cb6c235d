package dev.waybill.benchmarks.aggregate;

import dev.waybill.benchmarks.webhooks.Parcel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** The row of carrier_performance that counts a parcel. */
record CarrierRow(String carrier, String service, LocalDate date) {

    static final String SERVICE = "Priority";
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    static CarrierRow of(Parcel parcel) {
        return new CarrierRow(
                Parcel.CARRIERS.get(parcel.number() % Parcel.CARRIERS.size()),
                SERVICE,
                parcel.first().atZone(ZoneOffset.UTC).toLocalDate());
    }

    /** Returns the same parcel with a service that has many others on the same day. */
    static Parcel amongMany(Parcel parcel) {
        ObjectNode recorded = parcel.recorded().deepCopy();
        ((ObjectNode) recorded.path("carrier_detail")).put("service", SERVICE);
        return new Parcel(parcel.number(), parcel.scans(), recorded, parcel.first());
    }

    /** Returns how many are delivered of those that were shipped as it was. */
    long delivered(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select delivered from carrier_performance
                where mode = 'production' and carrier = ? and service = ? and date = ?
                """)) {
            query.setString(1, carrier);
            query.setString(2, service);
            query.setObject(3, date);
            try (ResultSet found = query.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        }
    }

    /** Returns when the row counts so many as delivered. */
    void await(Connection connection, long delivered) throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NS;
        while (delivered(connection) < delivered) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(this + " does not count " + delivered);
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
