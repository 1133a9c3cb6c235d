package dev.waybill.tracking.facts;

import dev.waybill.events.ShipmentMetrics;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.tracking.rows.AvroJson;
import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.rows.SqlArrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** The table of figures, a row a shipment. Its revision counts the changes of the row. */
final class ShipmentMetricsRows {

    /** What only the snapshot tells. */
    private static final Set<String> NO_COLUMN = Set.of(
            "shipment_id",
            "tracker_id",
            "tracking_code",
            "status",
            "status_detail",
            "status_at",
            "delivered_at",
            "revision");

    private static final List<String> BOOKKEEPING = List.of("revision", "created_at", "updated_at");

    private final JdbcClient database;

    ShipmentMetricsRows(JdbcClient database) {
        this.database = database;
    }

    /** Writes the rows that differ from what is there and returns the revision of each, by row id. */
    Map<UUID, Long> write(Collection<ShipmentMetrics> metrics) {
        var revisions = new HashMap<UUID, Long>();
        database.sql("""
                with told as materialized (
                    select row.* from jsonb_array_elements(cast(:rows as jsonb)) as json(columns)
                    cross join lateral jsonb_populate_record(null::shipment_metrics,
                        json.columns || jsonb_build_object('revision', 1, 'created_at', now(), 'updated_at', now())) as row
                ), written as (
                    insert into shipment_metrics select * from told order by shipment_id
                    on conflict (shipment_id) do update set
                        (creation_to_purchase_seconds, label_to_first_scan_seconds, first_scan_to_delivery_seconds, seconds_in_status,
                        base_rate, surcharges, insurance_cost, fees_total, adjustment, total_cost, currency, list_rate, retail_rate,
                        estimated_delivery_days, actual_delivery_days, transit_days, transit_business_days, promised_date,
                        attempted_date, delivered_date, on_time, days_late, tracking_updates_count, exceptions_count,
                        delivery_attempts, longest_scan_gap_seconds, origin_country, origin_state, origin_postal_prefix,
                        destination_country, destination_state, destination_postal_prefix, distance_km, mode, account, carrier,
                        service, shipped_on, counted, final_status, deleted, revision, updated_at) =
                        (excluded.creation_to_purchase_seconds, excluded.label_to_first_scan_seconds,
                        excluded.first_scan_to_delivery_seconds, excluded.seconds_in_status, excluded.base_rate,
                        excluded.surcharges, excluded.insurance_cost, excluded.fees_total, excluded.adjustment,
                        excluded.total_cost, excluded.currency, excluded.list_rate, excluded.retail_rate,
                        excluded.estimated_delivery_days, excluded.actual_delivery_days, excluded.transit_days,
                        excluded.transit_business_days, excluded.promised_date, excluded.attempted_date, excluded.delivered_date,
                        excluded.on_time, excluded.days_late, excluded.tracking_updates_count, excluded.exceptions_count,
                        excluded.delivery_attempts, excluded.longest_scan_gap_seconds, excluded.origin_country,
                        excluded.origin_state, excluded.origin_postal_prefix, excluded.destination_country,
                        excluded.destination_state, excluded.destination_postal_prefix, excluded.distance_km, excluded.mode,
                        excluded.account, excluded.carrier, excluded.service, excluded.shipped_on, excluded.counted,
                        excluded.final_status, excluded.deleted, shipment_metrics.revision + 1, now())
                    where to_jsonb(shipment_metrics) - :bookkeeping <> to_jsonb(excluded) - :bookkeeping
                    returning shipment_id, revision
                )
                select shipment_id, revision from written
                union all
                select shipment_id, shipment_metrics.revision from shipment_metrics join told using (shipment_id)
                where shipment_id not in (select shipment_id from written)
                """)
                .param(
                        "rows",
                        RowJson.array(metrics.stream()
                                .map(ShipmentMetricsRows::columns)
                                .toList()))
                .param("bookkeeping", SqlArrays.texts(BOOKKEEPING))
                .query(row -> {
                    revisions.put(row.getObject("shipment_id", UUID.class), row.getLong("revision"));
                });
        return revisions;
    }

    private static ObjectNode columns(ShipmentMetrics metrics) {
        return AvroJson.write(metrics, NO_COLUMN)
                .put("shipment_id", RowId.of(metrics.getShipmentId()).toString());
    }
}
