package dev.waybill.tracking.attention;

import dev.waybill.tracking.attention.AttentionRow.Done;
import dev.waybill.tracking.attention.AttentionRow.Raised;
import dev.waybill.tracking.rows.RowJson;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables shipment_attention and attention_actions. */
final class AttentionTables {

    private final JdbcClient database;

    AttentionTables(JdbcClient database) {
        this.database = database;
    }

    /** Writes what was told, one telling of each shipment and reason, where it is newer than the row. */
    void tell(Collection<Raised> told) {
        database.sql("""
                insert into shipment_attention (id, shipment_id, easypost_id, reason, raised, since, told_at, snapshot_offset, tracker_id,
                    tracking_code, mode, account, carrier, service, status, promised_date)
                select id, shipment_id, easypost_id, reason, raised, since, told_at, snapshot_offset, tracker_id,
                    tracking_code, mode, account, carrier, service, status, promised_date
                from jsonb_populate_recordset(null::shipment_attention, cast(:told as jsonb))
                order by id
                on conflict (id) do update set
                    (raised, since, told_at, snapshot_offset, tracker_id, tracking_code, mode, account, carrier, service, status,
                    promised_date, updated_at) =
                    (excluded.raised, excluded.since, excluded.told_at, excluded.snapshot_offset, excluded.tracker_id,
                    excluded.tracking_code, excluded.mode, excluded.account, excluded.carrier, excluded.service, excluded.status,
                    excluded.promised_date, now())
                where (shipment_attention.snapshot_offset, shipment_attention.raised, shipment_attention.told_at)
                    < (excluded.snapshot_offset, excluded.raised, excluded.told_at)
                """).param("told", RowJson.array(told)).update();
    }

    /** Writes what operators did. */
    void did(Collection<Done> done) {
        database.sql("""
                insert into attention_actions (id, action_id, shipment_id, easypost_id, reason, since, action, assignee, snoozed_until,
                    resolution, note, done_by, done_at)
                select id, action_id, shipment_id, easypost_id, reason, since, action, assignee, snoozed_until,
                    resolution, note, done_by, done_at
                from jsonb_populate_recordset(null::attention_actions, cast(:done as jsonb))
                order by id
                on conflict (id) do nothing
                """).param("done", RowJson.array(done)).update();
    }
}
