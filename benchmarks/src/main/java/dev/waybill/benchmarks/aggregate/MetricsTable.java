package dev.waybill.benchmarks.aggregate;

import dev.waybill.events.ShipmentMetrics;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The rows of shipment_metrics that tracking-consumer writes beside its snapshots, put in by COPY. The shipments' own rows are left out. */
final class MetricsTable {

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());
    private static final String NULL = "\\N";

    private final Connection connection;
    private final List<Schema.Field> columns;

    private MetricsTable(Connection connection, List<Schema.Field> columns) {
        this.connection = connection;
        this.columns = columns;
    }

    static MetricsTable in(Connection connection) throws SQLException {
        var columns = new ArrayList<Schema.Field>();
        try (Statement statement = connection.createStatement()) {
            // or each row would need its shipment
            statement.execute("set session_replication_role = replica");
            try (ResultSet names = statement.executeQuery(
                    "select column_name from information_schema.columns where table_name = 'shipment_metrics'")) {
                while (names.next()) {
                    Schema.Field field = ShipmentMetrics.getClassSchema().getField(names.getString(1));
                    if (field != null) {
                        columns.add(field);
                    }
                }
            }
        }
        return new MetricsTable(connection, columns);
    }

    /** Writes the row of each snapshot. */
    void copy(List<ProducerRecord<byte[], byte[]>> snapshots) {
        String names = columns.stream().map(Schema.Field::name).collect(Collectors.joining(", "));
        byte[] rows = snapshots.stream()
                .map(snapshot -> line(WIRE.decode(snapshot.value(), ShipmentMetrics.class)))
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy shipment_metrics (" + names + ") from stdin", new ByteArrayInputStream(rows));
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private String line(ShipmentMetrics snapshot) {
        return columns.stream().map(column -> text(snapshot, column)).collect(Collectors.joining("\t"));
    }

    private static String text(ShipmentMetrics snapshot, Schema.Field column) {
        if (column.name().equals("shipment_id")) {
            return RowId.of(snapshot.getShipmentId()).toString();
        }
        @Nullable Object value = snapshot.get(column.pos());
        return value == null ? NULL : value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }
}
