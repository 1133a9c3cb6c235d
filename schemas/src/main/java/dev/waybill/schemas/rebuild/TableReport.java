package dev.waybill.schemas.rebuild;

import java.util.List;
import java.util.Map;

/**
 * What of a table differs from the log.
 *
 * @param rows that the log says it has
 * @param left of those that differ, how many are not carried over, since a record that may have told of them was refused
 * @param columns how often each differs in rows that are changed
 * @param keys of the first ten rows that differ
 */
public record TableReport(
        String table,
        long rows,
        long missing,
        long changed,
        long extra,
        long left,
        Map<String, Long> columns,
        List<String> keys) {

    public TableReport {
        keys = List.copyOf(keys);
    }

    /** Returns one of which so many are left. */
    public TableReport left(long count) {
        return new TableReport(table, rows, missing, changed, extra, count, columns, keys);
    }
}
