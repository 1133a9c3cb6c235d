package dev.waybill.analytics.sink;

import dev.waybill.schemas.identity.RowId;
import dev.waybill.schemas.wire.AvroWire;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A table that is what a compacted topic says: the last value of each key, or no row. Writes within the current transaction. */
abstract class RollupTable<T extends SpecificRecord> {

    private final String topic;
    private final Class<T> type;
    private final JdbcClient database;
    private final AvroWire wire;

    RollupTable(String topic, Class<T> type, JdbcClient database, AvroWire wire) {
        this.topic = topic;
        this.type = type;
        this.database = database;
        this.wire = wire;
    }

    /** Returns the statement that deletes rows; its parameter is an array of ids. */
    abstract String deletion();

    /** Returns the statement that writes rows; its parameters are arrays, of ids and of each column of {@link #columns} in turn. */
    abstract String upsert();

    /** Returns what the columns of a row hold, but for its id. */
    abstract @Nullable Object[] columns(T row);

    String topic() {
        return topic;
    }

    /**
     * Writes the newest values of some keys.
     *
     * @param values null where the key has gone
     */
    void write(Map<String, byte @Nullable []> values) {
        var gone = new Columns();
        var rows = new Columns();
        values.forEach((key, bytes) -> {
            if (bytes == null) {
                gone.add(RowId.of(key));
            } else {
                rows.add(RowId.of(key), columns(wire.decode(bytes, type)));
            }
        });
        run(deletion(), gone);
        run(upsert(), rows);
    }

    private void run(String sql, Columns rows) {
        if (rows.isEmpty()) {
            return;
        }
        JdbcClient.StatementSpec statement = database.sql(sql);
        for (int column = 0; column < rows.width(); column++) {
            statement = statement.param(rows.column(column));
        }
        statement.update();
    }
}
