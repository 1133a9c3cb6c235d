package dev.waybill.analytics.sink;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows turned into one array of texts a column, for {@code unnest}: the statement is the same for any number of rows. */
final class Columns {

    private final List<@Nullable Object[]> rows = new ArrayList<>();

    void add(@Nullable Object... row) {
        rows.add(row);
    }

    @Nullable
    String[] column(int index) {
        return rows.stream()
                .map(row -> row[index] == null ? null : row[index].toString())
                .toArray(String[]::new);
    }
}
