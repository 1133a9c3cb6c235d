package dev.waybill.schemas.rebuild;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A live table, and in the schema {@code rebuild} one of the same name that holds what the log says. Each method returns a statement; those
 * about units take the parameter {@code :units}, an array of uuid.
 *
 * @param schema of the live table
 * @param key columns of the primary key
 * @param unit the column of uuid by which rows are carried over together
 * @param told the columns that the log decides, those of the key among them
 * @param own the columns that the log does not decide: they are not compared, and stay where there is a row
 * @param condition which rows count, of both
 */
public record RebuiltTable(
        String schema,
        String name,
        List<String> key,
        String unit,
        List<String> told,
        List<String> own,
        String condition) {

    /** Where the log is folded to. */
    public static final String SCHEMA = "rebuild";

    public RebuiltTable {
        key = List.copyOf(key);
        told = List.copyOf(told);
        own = List.copyOf(own);
    }

    /**
     * Reads the columns of a table. Those whose default is the present time are its own.
     *
     * @param schema of the live table
     * @param own further columns that the log does not decide
     */
    public static RebuiltTable of(
            JdbcClient database, String schema, String name, String unit, Set<String> own, String condition) {
        List<Column> columns = database.sql("""
                        select attname as name, coalesce(attnum = any(indkey), false) as key,
                            coalesce(pg_get_expr(adbin, adrelid) = 'now()', false) as made
                        from pg_attribute
                        left join pg_index on indrelid = attrelid and indisprimary
                        left join pg_attrdef on adrelid = attrelid and adnum = attnum
                        where attrelid = to_regclass(format('%I.%I', cast(:schema as text), cast(:name as text)))
                            and attnum > 0 and not attisdropped and attgenerated = ''
                        order by attnum
                        """)
                .param("schema", schema)
                .param("name", name)
                .query(Column.class)
                .list();
        return new RebuiltTable(
                schema,
                name,
                columns.stream().filter(Column::key).map(Column::name).toList(),
                unit,
                columns.stream()
                        .filter(column -> !column.made() && !own.contains(column.name()))
                        .map(Column::name)
                        .toList(),
                columns.stream()
                        .filter(column -> column.made() || own.contains(column.name()))
                        .map(Column::name)
                        .toList(),
                condition);
    }

    /** Makes the table that the log is folded to. It is gone, and so is what it is compared for, when the database crashes. */
    public String creation() {
        return "create unlogged table %s (like %s including all)".formatted(rebuilt(), live());
    }

    public String drop() {
        return "drop table if exists " + rebuilt();
    }

    /**
     * Returns the rows that differ, of the units from {@code :from} to {@code :to}: key, unit, kind (missing, changed or extra), columns (those
     * that differ, of a changed one) and fingerprint, which is another one as soon as either row is.
     */
    public String differencesWithin() {
        return differences(unit + " between :from and :to");
    }

    /** Returns the rows that differ, of some units, likewise. */
    public String differencesOf() {
        return differences(unit + " = any(:units)");
    }

    private String differences(String which) {
        return """
                select %1$s as key, coalesce(live.%2$s, rebuilt.%2$s) as unit,
                    case when live.%3$s is null then 'missing' when rebuilt.%3$s is null then 'extra' else 'changed' end as kind,
                    case when live.%3$s is not null and rebuilt.%3$s is not null then array(
                        select name from jsonb_each(to_jsonb(live)) as one (name, value)
                        join jsonb_each(to_jsonb(rebuilt)) as other (name, value) using (name)
                        where one.value <> other.value and name = any(cast('{%4$s}' as text[])) order by name
                    ) end as columns,
                    md5(row(%5$s)::text || row(%6$s)::text) as fingerprint
                from (select * from %7$s where %8$s and %9$s) as live
                full join (select * from %10$s where %8$s and %9$s) as rebuilt using (%11$s)
                where (%5$s) is distinct from (%6$s)
                """.formatted(
                        key.stream()
                                .map("coalesce(live.%1$s, rebuilt.%1$s)"::formatted)
                                .collect(Collectors.joining(", ", "concat_ws('/', ", ")")),
                        unit,
                        key.get(0),
                        String.join(",", told),
                        of("live", told),
                        of("rebuilt", told),
                        live(),
                        condition,
                        which,
                        rebuilt(),
                        listed(identity()));
    }

    /** Adds rows that are missing. Whoever adds them at the same time is not disturbed. */
    public String insertion() {
        return """
                insert into %1$s (%2$s) select %2$s from %3$s
                where %4$s = any(:units) and %5$s
                order by %6$s
                on conflict do nothing
                """.formatted(
                        live(),
                        Stream.of(told, own)
                                .map(RebuiltTable::listed)
                                .filter(columns -> !columns.isEmpty())
                                .collect(Collectors.joining(", ")),
                        rebuilt(),
                        unit,
                        condition,
                        listed(key));
    }

    /** Locks rows against whoever writes them. */
    public String lock() {
        return lock("no key update");
    }

    /** Locks rows against whoever writes them, or refers to them. */
    public String lockForDeletion() {
        return lock("update");
    }

    /** Locks what the log says against being folded on, so that several statements find the same. */
    public String hold() {
        return lock(rebuilt(), "share");
    }

    private String lock(String strength) {
        return lock(live(), strength);
    }

    private String lock(String table, String strength) {
        return "select count(*) from (select from %s where %s = any(:units) order by %s for %s) as locked"
                .formatted(table, unit, listed(key), strength);
    }

    /** Overwrites rows that differ. A revision of their own goes on. */
    public String update() {
        return """
                update %1$s as live set (%2$s) = row(%3$s)%4$s
                from %5$s as rebuilt
                where rebuilt.%6$s = any(:units) and (%7$s) = (%8$s) and (%9$s) is distinct from (%3$s)
                """.formatted(
                        live(),
                        listed(told),
                        of("rebuilt", told),
                        own.stream().map(RebuiltTable::next).collect(Collectors.joining()),
                        rebuilt(),
                        unit,
                        of("live", key),
                        of("rebuilt", key),
                        of("live", told));
    }

    /** Deletes rows that the log does not tell of, or of another unit. */
    public String deletion() {
        return """
                delete from %1$s as live where live.%2$s = any(:units) and %3$s
                    and not exists (select from %4$s as rebuilt where (%5$s) = (%6$s) and %3$s)
                """.formatted(live(), unit, condition, rebuilt(), of("rebuilt", identity()), of("live", identity()));
    }

    /** What makes a row the same on both sides. */
    private List<String> identity() {
        return key.contains(unit)
                ? key
                : Stream.concat(key.stream(), Stream.of(unit)).toList();
    }

    private String live() {
        return schema + "." + name;
    }

    private String rebuilt() {
        return SCHEMA + "." + name;
    }

    private static String next(String own) {
        return switch (own) {
            case "updated_at" -> ", updated_at = now()";
            case "revision" -> ", revision = greatest(live.revision, rebuilt.revision) + 1";
            default -> "";
        };
    }

    private static String listed(List<String> columns) {
        return String.join(", ", columns);
    }

    private static String of(String table, List<String> columns) {
        return columns.stream().map(column -> table + "." + column).collect(Collectors.joining(", "));
    }

    private record Column(String name, boolean key, boolean made) {}
}
