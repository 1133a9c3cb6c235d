package dev.waybill.tracking.rows;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many rows as several statements, so that what is made of them for PostgreSQL need not be there at once. */
public final class Parts {

    private static final int ROWS = 500;

    private Parts() {}

    /** Returns the rows in parts of at most 500, in their order; none of none. */
    public static <T> Stream<List<T>> of(List<T> rows) {
        return IntStream.iterate(0, from -> from < rows.size(), from -> from + ROWS)
                .mapToObj(from -> rows.subList(from, Math.min(from + ROWS, rows.size())));
    }
}
