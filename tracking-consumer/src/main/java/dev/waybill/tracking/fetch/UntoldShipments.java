package dev.waybill.tracking.fetch;

import dev.waybill.tracking.rows.SqlArrays;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of shipments that wait to be told; owns fetch_requested_at. */
final class UntoldShipments {

    private final JdbcClient database;
    private final FetchProperties settings;

    UntoldShipments(JdbcClient database, FetchProperties settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Marks shipments as asked for now, those never asked for first, and returns them. Rows that another holds are left for the next time. */
    List<Untold> claim(Instant now) {
        return database.sql("""
                with never_asked as (
                    select id from shipments
                    where told_updated_at is null and deleted_at is null and fetch_requested_at is null
                        and received_at < :untold_before and received_at > :given_up and easypost_id like 'shp\\_%'
                    limit :batch for no key update skip locked
                ), asked_before as (
                    select id from shipments
                    where told_updated_at is null and deleted_at is null
                        and fetch_requested_at between :given_up and :asked_before
                        and received_at < :untold_before and received_at > :given_up and easypost_id like 'shp\\_%'
                    order by fetch_requested_at limit :batch for no key update skip locked
                )
                update shipments set fetch_requested_at = :now
                where id in (select id from never_asked union all select id from asked_before limit :batch)
                returning easypost_id, mode, easypost_user_id
                """)
                .param("now", at(now))
                .param("untold_before", at(now.minus(settings.patience())))
                .param("given_up", at(now.minus(settings.giveUp())))
                .param("asked_before", at(now.minus(settings.again())))
                .param("batch", settings.batch())
                .query((row, number) -> new Untold(
                        row.getString("easypost_id"), row.getString("mode"), row.getString("easypost_user_id")))
                .list();
    }

    /** Takes the mark back from shipments that could not be asked for. */
    void release(Collection<String> keys) {
        database.sql("update shipments set fetch_requested_at = null where easypost_id = any(:keys)")
                .param("keys", SqlArrays.texts(keys))
                .update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    record Untold(String key, String mode, @Nullable String account) {}
}
