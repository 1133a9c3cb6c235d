package dev.waybill.analytics.sink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows turned into one array of texts a column, for {@code unnest}: the statement is the same for any number of rows. */
final class Columns {

    private final List<@Nullable Object[]> rows = new ArrayList<>();

    void add(Object first, @Nullable Object... others) {
        rows.add(Stream.concat(Stream.of(first), Arrays.stream(others)).toArray());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    int width() {
        return rows.get(0).length;
    }

    @Nullable
    String[] column(int index) {
        return rows.stream()
                .map(row -> row[index] == null ? null : row[index].toString())
                .toArray(String[]::new);
    }
}
