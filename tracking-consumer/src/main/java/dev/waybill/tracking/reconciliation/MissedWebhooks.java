package dev.waybill.tracking.reconciliation;

import dev.waybill.tracking.rows.RowJson;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of what webhooks have missed. */
final class MissedWebhooks {

    private final JdbcClient database;

    MissedWebhooks(JdbcClient database) {
        this.database = database;
    }

    /** Writes those of some changes that are not known, and returns their ids, those among them that were written before. */
    Set<UUID> write(Collection<MissedWebhook> listed) {
        return new HashSet<>(database.sql("""
                with listed as (
                    select * from jsonb_to_recordset(cast(:listed as jsonb)) as listed(id uuid, row_id uuid, reconciliation_id text,
                        tracker_id text, shipment_id text, tracking_code text, carrier text, mode text, tracker_updated_at timestamptz,
                        found_at timestamptz)
                ), missed as (
                    select listed.*, known.tracker_updated_at as known_updated_at
                    from listed
                    left join shipments known on known.id = listed.row_id
                    where known.tracker_updated_at is null or known.tracker_updated_at < listed.tracker_updated_at
                ), written as (
                    insert into missed_webhooks (id, reconciliation_id, tracker_id, shipment_id, tracking_code, carrier, mode,
                        tracker_updated_at, known_updated_at, found_at)
                    select id, reconciliation_id, tracker_id, shipment_id, tracking_code, carrier, mode, tracker_updated_at,
                        known_updated_at, found_at
                    from missed order by id
                    on conflict (id) do nothing
                )
                select id from missed
                """)
                .param("listed", RowJson.array(listed))
                .query(UUID.class)
                .list());
    }
}
