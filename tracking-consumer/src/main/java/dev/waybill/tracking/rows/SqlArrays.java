package dev.waybill.tracking.rows;

import dev.waybill.schemas.identity.RowId;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** Arrays as parameters of statements, for {@code = any(:keys)} and {@code unnest}. */
public final class SqlArrays {

    private SqlArrays() {}

    public static SqlArrayValue texts(Collection<String> texts) {
        return texts(texts, text -> text);
    }

    /** Returns a text of each thing, null for null. The driver sends an array of texts, and no other, in its binary form. */
    public static <T> SqlArrayValue texts(Collection<T> things, Function<T, @Nullable String> text) {
        String[] texts = new String[things.size()];
        int at = 0;
        for (T thing : things) {
            texts[at++] = text.apply(thing);
        }
        return new SqlArrayValue("text", (Object[]) texts);
    }

    /** Returns the row ids of EasyPost ids. */
    public static SqlArrayValue ids(Collection<String> easypostIds) {
        return new SqlArrayValue("uuid", easypostIds.stream().map(RowId::of).toArray());
    }

    public static SqlArrayValue times(Collection<Instant> times) {
        return new SqlArrayValue(
                "timestamptz", times.stream().map(Instant::toString).toArray());
    }
}
