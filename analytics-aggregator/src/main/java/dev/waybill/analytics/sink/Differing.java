package dev.waybill.analytics.sink;

import dev.waybill.schemas.rebuild.RebuiltTable;
import dev.waybill.schemas.rebuild.TableReport;
import java.sql.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * What of a rollup table differs from its topic.
 *
 * @param units ids of the rows
 */
record Differing(TableReport report, List<UUID> units) {

    private static final int MOST_KEYS = 10;

    /** @param left whether none of it is carried over */
    static Differing of(JdbcClient client, RebuiltTable table, boolean left) {
        var kinds = new LinkedHashMap<String, Long>();
        var columns = new LinkedHashMap<String, Long>();
        var units = new ArrayList<UUID>();
        client.sql(table.differencesWithin())
                .param("from", new UUID(0, 0))
                .param("to", new UUID(-1, -1))
                .query(row -> {
                    units.add(row.getObject("unit", UUID.class));
                    kinds.merge(row.getString("kind"), 1L, Long::sum);
                    Array names = row.getArray("columns");
                    if (names != null) {
                        for (String name : (String[]) names.getArray()) {
                            columns.merge(name, 1L, Long::sum);
                        }
                    }
                });
        long rows = client.sql("select count(*) from " + RebuiltTable.SCHEMA + "." + table.name())
                .query(Long.class)
                .single();
        var report = new TableReport(
                table.name(),
                rows,
                kinds.getOrDefault("missing", 0L),
                kinds.getOrDefault("changed", 0L),
                kinds.getOrDefault("extra", 0L),
                left ? units.size() : 0,
                columns,
                units.stream().limit(MOST_KEYS).map(UUID::toString).toList());
        return new Differing(report, List.copyOf(units));
    }

    void carryOver(JdbcClient client, RebuiltTable table) {
        for (String statement : List.of(table.deletion(), table.insertion(), table.update())) {
            client.sql(statement)
                    .param("units", new SqlArrayValue("uuid", units.toArray()))
                    .update();
        }
    }
}
