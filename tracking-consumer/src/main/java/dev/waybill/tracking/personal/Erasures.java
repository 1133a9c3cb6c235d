package dev.waybill.tracking.personal;

import dev.waybill.schemas.identity.RowId;
import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.rows.SqlArrays;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of who was erased, and stays so. The first request of an id is kept. */
final class Erasures {

    private final JdbcClient database;

    Erasures(JdbcClient database) {
        this.database = database;
    }

    /**
     * Adds who is erased. Every statement that tells of people reads this table: locked, it lets those that began before end before, so
     * that what follows the transaction finds all that was told, and whoever tells afterwards finds the erasure.
     */
    void add(Collection<ErasureRow> erased) {
        database.sql("lock table erasures in access exclusive mode").update();
        database.sql("""
                insert into erasures (id, easypost_id, object, requested_at, requested_by, reason)
                select id, easypost_id, object, requested_at, requested_by, reason
                from jsonb_populate_recordset(null::erasures, cast(:erased as jsonb))
                order by easypost_id
                on conflict (id) do nothing
                """).param("erased", RowJson.array(erased)).update();
    }

    /** Returns those of some ids that were erased. */
    Set<String> among(Collection<String> easypostIds) {
        return Set.copyOf(database.sql("select easypost_id from erasures where easypost_id = any(:easypost_ids)")
                .param("easypost_ids", SqlArrays.texts(easypostIds))
                .query(String.class)
                .list());
    }

    record ErasureRow(
            UUID id,
            String easypostId,
            String object,
            Instant requestedAt,
            String requestedBy,
            @Nullable String reason) {

        static ErasureRow of(dev.waybill.events.Erasure told) {
            return new ErasureRow(
                    RowId.of(told.getId()),
                    told.getId(),
                    told.getObject().name().toLowerCase(Locale.ROOT),
                    told.getRequestedAt(),
                    told.getRequestedBy(),
                    told.getReason());
        }
    }
}
