package dev.waybill.tracking.facts;

import static dev.waybill.tracking.rows.SqlArrays.texts;

import dev.waybill.tracking.rows.Parts;
import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.shipment.Scan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of scans: those of each shipment's newest tracker version. */
final class ShipmentEvents {

    private final JdbcClient database;

    ShipmentEvents(JdbcClient database) {
        this.database = database;
    }

    /** Deletes scans that are no longer told, by event_datetime and id. */
    void delete(List<Scan> scans) {
        Parts.of(scans)
                .forEach(part -> database.sql("""
                        delete from shipment_events
                        using unnest(:times, :ids) as gone(event_datetime, id)
                        where shipment_events.event_datetime = cast(gone.event_datetime as timestamptz)
                            and shipment_events.id = cast(gone.id as uuid)
                        """)
                        .param("times", texts(part, scan -> scan.eventDatetime().toString()))
                        .param("ids", texts(part, scan -> scan.id().toString()))
                        .update());
    }

    /** Writes scans; one that is there is brought up to date: its id does not say what is written around a text, or with blanks for none. */
    void write(List<ScanRow> scans) {
        Parts.of(scans)
                .forEach(part -> database.sql("""
                        insert into shipment_events (id, shipment_id, status, status_detail, message, description, carrier_status,
                            source, tracking_location, event_datetime, told_as, received_at)
                        select cast(id as uuid), cast(shipment_id as uuid), cast(status as shipment_status), status_detail, message,
                            description, carrier_status, source, cast(tracking_location as jsonb),
                            cast(event_datetime as timestamptz), told_as, cast(received_at as timestamptz)
                        from unnest(:ids, :shipments, :statuses, :statusDetails, :messages, :descriptions, :carrierStatuses,
                            :sources, :trackingLocations, :eventDatetimes, :toldAs, :receivedAt) as told(id, shipment_id, status,
                            status_detail, message, description, carrier_status, source, tracking_location, event_datetime,
                            told_as, received_at)
                        order by cast(event_datetime as timestamptz), id
                        on conflict (event_datetime, id) do update set
                            (status, status_detail, message, description, carrier_status, source, tracking_location, told_as,
                                updated_at) =
                            (excluded.status, excluded.status_detail, excluded.message, excluded.description,
                                excluded.carrier_status, excluded.source, excluded.tracking_location, excluded.told_as, now())
                        where (shipment_events.status, shipment_events.status_detail, shipment_events.message,
                                shipment_events.description, shipment_events.carrier_status, shipment_events.source,
                                shipment_events.tracking_location, shipment_events.told_as)
                            is distinct from
                            (excluded.status, excluded.status_detail, excluded.message, excluded.description,
                                excluded.carrier_status, excluded.source, excluded.tracking_location, excluded.told_as)
                        """)
                        .param("ids", texts(part, row -> row.scan().id().toString()))
                        .param("shipments", texts(part, row -> row.shipment().toString()))
                        .param("statuses", texts(part, row -> row.scan().status()))
                        .param("statusDetails", texts(part, row -> row.scan().statusDetail()))
                        .param("messages", texts(part, row -> row.scan().message()))
                        .param("descriptions", texts(part, row -> row.scan().description()))
                        .param("carrierStatuses", texts(part, row -> row.scan().carrierStatus()))
                        .param("sources", texts(part, row -> row.scan().source()))
                        .param("trackingLocations", texts(part, row -> location(row.scan())))
                        .param(
                                "eventDatetimes",
                                texts(part, row -> row.scan().eventDatetime().toString()))
                        .param("toldAs", texts(part, row -> row.scan().toldAs()))
                        .param("receivedAt", texts(part, row -> row.receivedAt().toString()))
                        .update());
    }

    private static @Nullable String location(Scan scan) {
        Scan.Location location = scan.trackingLocation();
        return location == null ? null : RowJson.text(location);
    }
}
