package dev.waybill.tracking.facts;

import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.shipment.Scan;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of scans: those of each shipment's newest tracker version. */
final class ShipmentEvents {

    private final JdbcClient database;

    ShipmentEvents(JdbcClient database) {
        this.database = database;
    }

    /** Deletes scans that are no longer told, by event_datetime and id. */
    void delete(List<Scan> scans) {
        RowJson.arrays(scans, RowJson::tree)
                .forEach(part -> database.sql("""
                delete from shipment_events
                using jsonb_to_recordset(cast(:gone as jsonb)) as gone(event_datetime timestamptz, id uuid)
                where shipment_events.event_datetime = gone.event_datetime and shipment_events.id = gone.id
                """).param("gone", part).update());
    }

    /** Writes scans; of one that is there, what its id does not say is brought up to date. */
    void write(List<ScanRow> scans) {
        RowJson.arrays(scans, ScanRow::columns)
                .forEach(part -> database.sql("""
                insert into shipment_events (id, shipment_id, status, status_detail, message, description, carrier_status, source,
                    tracking_location, event_datetime, told_as, received_at)
                select id, shipment_id, status, status_detail, message, description, carrier_status, source,
                    tracking_location, event_datetime, told_as, received_at
                from jsonb_populate_recordset(null::shipment_events, cast(:scans as jsonb))
                order by event_datetime, id
                on conflict (event_datetime, id) do update set
                    (status, description, tracking_location, told_as, updated_at) =
                    (excluded.status, excluded.description, excluded.tracking_location, excluded.told_as, now())
                where (shipment_events.status, shipment_events.description, shipment_events.tracking_location, shipment_events.told_as)
                    is distinct from (excluded.status, excluded.description, excluded.tracking_location, excluded.told_as)
                """).param("scans", part).update());
    }
}
