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

    private static final UUID LEAST = new UUID(0, 0);
    private static final List<String> ALL = List.of("missing", "changed", "extra");

    /** Whether a refused record may have told of a shipment. */
    private static final String REFUSED = """
            topic in ('shipment-events', 'tracking-events', 'personal-data', 'erasures') and (
                key = easypost_id or key = tracker_id
                or exists (
                    select from %1$s.personal_data
                    where personal_data.shipment_id = shipments.easypost_id and personal_data.easypost_id = key))
            """;

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

    /** Takes out what a record that was refused may have told: it is reported, and not carried over. */
    void leaveWhatIsRefused() {
        if (!anyRefused()) {
            return;
        }
        for (RebuiltTable table : tables.all()) {
            List<UUID> units = units(List.of(table), ALL, LEAST, UNITS);
            while (!units.isEmpty()) {
                folds.requireGoing();
                leave(table, units);
                units = units(List.of(table), ALL, units.get(units.size() - 1), UNITS);
            }
        }
    }

    /** Takes out likewise what was refused by now, and returns the other units. */
    List<UUID> withoutRefused(List<RebuiltTable> of, List<UUID> units) {
        if (!anyRefused()) {
            return units;
        }
        of.forEach(table -> leave(table, units));
        return client.sql("""
                        select distinct unit from differences
                        where table_name = any(:names) and unit = any(:units) and not remains order by unit
                        """)
                .param("names", names(of))
                .param("units", CarryOver.uuids(units))
                .query(UUID.class)
                .list();
    }

    /**
     * Of shipments those of which a record was refused, of their tracker or of whoever signed for them; of other tables, told by a topic of which
     * one was refused, all but missing rows that shipments need; and what a shipment refers to that remains.
     */
    private void leave(RebuiltTable table, List<UUID> units) {
        String live = table.schema();
        String condition = tables.ofShipments().contains(table)
                ? """
                    exists (select from %1$s.shipments join refused on %2$s where id = unit)
                        or exists (select from shipments join refused on %2$s where id = unit)
                    """.formatted(live, REFUSED.formatted(live))
                : """
                    not (:needed and kind = 'missing') and exists (select from refused where topic = any(:topics))
                        or :needed and kind = 'extra' and exists (
                            select from %1$s.shipments join refused on %2$s
                            where unit in (from_address_id, to_address_id, return_address_id, buyer_address_id, parcel_id, customs_info_id))
                    """.formatted(live, REFUSED.formatted(live));
        client.sql("""
                        update differences set remains = true
                        where table_name = :name and unit = any(:units) and not remains and (%s)
                        """.formatted(condition))
                .param("name", table.name())
                .param("units", CarryOver.uuids(units))
                .param("needed", RebuiltTables.isReferredTo(table))
                .param("topics", SqlArrays.texts(RebuiltTables.topics(table)))
                .update();
    }

    private boolean anyRefused() {
        return client.sql("select exists (select from refused)")
                .query(Boolean.class)
                .single();
    }

    /** Returns the units with rows of some tables that differ in one of some ways and are to be carried over, from one on. */
    List<UUID> units(List<RebuiltTable> of, List<String> kinds, UUID after, int most) {
        return client.sql("""
                        select distinct unit from differences
                        where table_name = any(:names) and kind = any(:kinds) and unit > :after and not remains
                        order by unit limit :most
                        """)
                .param("names", names(of))
                .param("kinds", new SqlArrayValue("text", kinds.toArray()))
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

    /** Returns what differs, table by table. */
    List<TableReport> report() {
        return tables.all().stream().map(this::report).toList();
    }

    /** Returns a report with what is left by now. */
    List<TableReport> withLeft(List<TableReport> report) {
        return report.stream().map(table -> table.left(left(table.table()))).toList();
    }

    private long left(String table) {
        return client.sql("select count(*) from differences where table_name = :name and remains")
                .param("name", table)
                .query(Long.class)
                .single();
    }

    private static SqlArrayValue names(List<RebuiltTable> tables) {
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
                left(table.name()),
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
                    .param("units", new SqlArrayValue("uuid", units.toArray()))
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
