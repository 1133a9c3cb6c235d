package dev.waybill.tracking.rebuild;

import dev.waybill.schemas.rebuild.RebuildDatabase;
import dev.waybill.schemas.rebuild.RebuiltTable;
import dev.waybill.schemas.rebuild.TableReport;
import dev.waybill.tracking.rows.SqlArrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The table of what differs. All statements are bounded: tables are compared in slices of about ten thousand rows. */
final class Differences {

    private static final int ROWS_A_SLICE = 10_000;
    private static final int MOST_SLICES = 1 << 16;
    private static final int UNITS = 500;
    /** A row that is another one at each of so many looks differs, too. */
    private static final int LOOKS = 10;

    static final UUID LEAST = new UUID(0, 0);
    static final List<String> ALL = List.of("missing", "changed", "extra");

    private final JdbcClient client;
    private final RebuiltTables tables;
    private final Folds folds;
    private final Map<String, Long> rows = new LinkedHashMap<>();

    Differences(RebuildDatabase database, RebuiltTables tables, Folds folds) {
        this.client = database.client();
        this.tables = tables;
        this.folds = folds;
    }

    /**
     * Compares all tables.
     *
     * @throws dev.waybill.schemas.rebuild.StoppedException when the service stops meanwhile
     */
    void find() {
        client.sql("truncate differences").update();
        tables.all().forEach(this::look);
        for (int look = 1; look < LOOKS && anyUnconfirmed(); look++) {
            folds.awaitBoth();
            tables.all().forEach(this::lookAgain);
        }
    }

    /** Returns the units with rows of some tables that differ in one of some ways and are to be carried over, from one on. */
    List<UUID> units(List<RebuiltTable> of, List<String> kinds, UUID after, int most) {
        return client.sql("""
                        select distinct unit from differences
                        where table_name = any(:names) and kind = any(:kinds) and unit > :after and not remains
                        order by unit limit :most
                        """)
                .param("names", names(of))
                .param("kinds", SqlArrays.texts(kinds))
                .param("after", after)
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /** Whether there is anything to carry over. */
    boolean any() {
        return client.sql("select exists (select from differences where not remains)")
                .query(Boolean.class)
                .single();
    }

    /** Returns what differs, table by table; how much of it is left, others know. */
    List<TableReport> report() {
        return tables.all().stream().map(this::report).toList();
    }

    static SqlArrayValue names(List<RebuiltTable> tables) {
        return SqlArrays.texts(tables, RebuiltTable::name);
    }

    private TableReport report(RebuiltTable table) {
        var kinds = new LinkedHashMap<String, Long>();
        client.sql("select kind, count(*) from differences where table_name = :name group by kind")
                .param("name", table.name())
                .query(row -> {
                    kinds.put(row.getString(1), row.getLong(2));
                });
        var columns = new LinkedHashMap<String, Long>();
        client.sql("""
                        select name, count(*) from differences, unnest(columns) as name
                        where table_name = :name group by name order by count(*) desc, name limit 20
                        """).param("name", table.name()).query(row -> {
            columns.put(row.getString(1), row.getLong(2));
        });
        List<String> keys = client.sql("select key from differences where table_name = :name order by key limit 10")
                .param("name", table.name())
                .query(String.class)
                .list();
        return new TableReport(
                table.name(),
                rows.getOrDefault(table.name(), 0L),
                kinds.getOrDefault("missing", 0L),
                kinds.getOrDefault("changed", 0L),
                kinds.getOrDefault("extra", 0L),
                0,
                columns,
                keys);
    }

    private void look(RebuiltTable table) {
        String name = RebuiltTable.SCHEMA + "." + table.name();
        client.sql("analyze " + name).update();
        long known = client.sql("""
                        select coalesce(sum(greatest(reltuples, 0)), 0)::bigint from pg_class
                        where oid in (to_regclass(:rebuilt), to_regclass(:live))
                            or oid in (select inhrelid from pg_inherits where inhparent = to_regclass(:live))
                        """)
                .param("rebuilt", name)
                .param("live", table.schema() + "." + table.name())
                .query(Long.class)
                .single();
        int slices = (int) Math.min(MOST_SLICES, 1 + known / ROWS_A_SLICE);
        long rowsOfTable = 0;
        for (int slice = 0; slice < slices; slice++) {
            folds.requireGoing();
            UUID from = bound(slice, slices, 0);
            UUID to = bound(slice + 1, slices, -1);
            rowsOfTable += client.sql(
                            "select count(*) from " + name + " where " + table.unit() + " between :from and :to")
                    .param("from", from)
                    .param("to", to)
                    .query(Long.class)
                    .single();
            client.sql("""
                            insert into differences (table_name, key, unit, kind, columns, fingerprint)
                            select cast(:name as text), found.* from (%s) as found where %s
                            """.formatted(table.differencesWithin(), counts(table)))
                    .param("name", table.name())
                    .param("from", from)
                    .param("to", to)
                    .update();
        }
        rows.put(table.name(), rowsOfTable);
    }

    private void lookAgain(RebuiltTable table) {
        List<UUID> units = unconfirmed(table, LEAST);
        while (!units.isEmpty()) {
            folds.requireGoing();
            client.sql("""
                            with found as materialized (select found.* from (%s) as found where %s),
                            gone as (
                                delete from differences
                                where table_name = :name and unit = any(:units) and not confirmed
                                    and not exists (
                                        select from found where (found.key, found.unit) = (differences.key, differences.unit)))
                            insert into differences (table_name, key, unit, kind, columns, fingerprint)
                            select cast(:name as text), found.* from found
                            on conflict (table_name, key, unit) do update set
                                confirmed = differences.confirmed or differences.fingerprint = excluded.fingerprint,
                                kind = excluded.kind, columns = excluded.columns, fingerprint = excluded.fingerprint
                            """.formatted(table.differencesOf(), counts(table)))
                    .param("name", table.name())
                    .param("units", CarryOver.uuids(units))
                    .update();
            units = unconfirmed(table, units.get(units.size() - 1));
        }
    }

    /** What there is more of than the log tells is only then too much when the log goes back to the beginning. */
    private String counts(RebuiltTable table) {
        return tables.kept().contains(table) ? "kind <> 'extra'" : "true";
    }

    private boolean anyUnconfirmed() {
        return client.sql("select exists (select from differences where not confirmed)")
                .query(Boolean.class)
                .single();
    }

    private List<UUID> unconfirmed(RebuiltTable table, UUID after) {
        return client.sql("""
                        select distinct unit from differences
                        where table_name = :name and not confirmed and unit > :after order by unit limit :most
                        """)
                .param("name", table.name())
                .param("after", after)
                .param("most", UNITS)
                .query(UUID.class)
                .list();
    }

    /** The bound of a slice, by the first 32 bits of a UUID; with less, the last UUID before it. */
    private static UUID bound(int slice, int slices, int less) {
        long start = (1L << 32) * slice / slices + less;
        return less == 0 ? new UUID(start << 32, 0) : new UUID(start << 32 | 0xffffffffL, -1);
    }
}
