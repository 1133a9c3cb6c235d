package dev.waybill.tracking.rows;

import dev.waybill.schemas.identity.RowId;
import java.time.Instant;
import java.util.Collection;
import org.springframework.jdbc.support.SqlArrayValue;

/** Arrays as parameters of statements, for {@code = any(:keys)} and {@code unnest}. */
public final class SqlArrays {

    private SqlArrays() {}

    public static SqlArrayValue texts(Collection<String> texts) {
        return new SqlArrayValue("text", texts.toArray());
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
