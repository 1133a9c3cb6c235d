package dev.waybill.tracking.personal;

import dev.waybill.events.Erasure;
import dev.waybill.events.PersonalObject;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.rows.SqlArrays;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of who was erased, and stays so. The newest request of an id is kept, as compaction keeps it. */
final class Erasures {

    private final JdbcClient database;

    Erasures(JdbcClient database) {
        this.database = database;
    }

    /**
     * Adds who is erased. Whoever tells of people holds a lock of this table: the erasure waits for those that began before, and those that
     * begin afterwards find it.
     */
    void add(Collection<Erasure> erased) {
        Map<String, Row> newest = erased.stream()
                .map(Row::of)
                .collect(Collectors.toMap(Row::easypostId, Function.identity(), BinaryOperator.maxBy(Row.BY_TIME)));
        database.sql("lock table erasures in exclusive mode").update();
        database.sql("""
                insert into erasures (id, easypost_id, object, requested_at, requested_by, reason)
                select id, easypost_id, object, requested_at, requested_by, reason
                from jsonb_populate_recordset(null::erasures, cast(:erased as jsonb))
                order by easypost_id
                on conflict (id) do update set
                    (object, requested_at, requested_by, reason, updated_at) =
                    (excluded.object, excluded.requested_at, excluded.requested_by, excluded.reason, now())
                where erasures.requested_at < excluded.requested_at
                """).param("erased", RowJson.array(newest.values())).update();
    }

    /** Returns the erasures of some ids, by id. */
    Map<String, Erasure> among(Collection<String> easypostIds) {
        return database
                .sql("select to_jsonb(erasures) from erasures where easypost_id = any(:easypost_ids)")
                .param("easypost_ids", SqlArrays.texts(easypostIds))
                .query((row, number) ->
                        RowJson.read(row.getString(1), Row.class).erasure())
                .list()
                .stream()
                .collect(Collectors.toMap(Erasure::getId, Function.identity()));
    }

    private record Row(
            UUID id,
            String easypostId,
            String object,
            Instant requestedAt,
            String requestedBy,
            @Nullable String reason) {

        private static final Comparator<Row> BY_TIME = Comparator.comparing(Row::requestedAt);

        private static Row of(Erasure told) {
            return new Row(
                    RowId.of(told.getId()),
                    told.getId(),
                    told.getObject().name().toLowerCase(Locale.ROOT),
                    told.getRequestedAt(),
                    told.getRequestedBy(),
                    told.getReason());
        }

        private Erasure erasure() {
            return new Erasure(
                    easypostId,
                    PersonalObject.valueOf(object.toUpperCase(Locale.ROOT)),
                    requestedAt,
                    requestedBy,
                    reason);
        }
    }
}
