package dev.waybill.tracking.facts;

import dev.waybill.events.ShipmentMetrics;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.schemas.wire.AvroJson;
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
            "status_since",
            "newest_scan_at",
            "estimated_date",
            "is_return",
            "refund_status",
            "invoiced_at",
            "delivered_at",
            "revision");

    private static final String WRITE = """
            with told as materialized (
                select row, known is distinct from row as changed
                from jsonb_array_elements(cast(:rows as jsonb)) as json(columns)
                left join lateral (
                    select shipment_metrics as known from shipment_metrics
                    where shipment_id = cast(json.columns ->> 'shipment_id' as uuid) offset 0
                ) as by_id on true
                cross join lateral jsonb_populate_record(null::shipment_metrics, json.columns || jsonb_build_object(
                    'revision', (known).revision, 'created_at', (known).created_at, 'updated_at', (known).updated_at)) as row
            ), written as (
                insert into shipment_metrics
                select next.* from told cross join lateral jsonb_populate_record(row, jsonb_build_object(
                    'revision', coalesce((row).revision, 0) + 1,
                    'created_at', coalesce((row).created_at, now()), 'updated_at', now())) as next
                where changed order by shipment_id
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
                    excluded.final_status, excluded.deleted, excluded.revision, excluded.updated_at)
                returning shipment_id, revision
            )
            select shipment_id, revision from written
            union all
            select (row).shipment_id, (row).revision from told where not changed
            """;

    private final JdbcClient database;

    ShipmentMetricsRows(JdbcClient database) {
        this.database = database;
    }

    /** Returns the revisions of those rows that are there, by row id. */
    Map<UUID, Long> revisions(Collection<String> keys) {
        var revisions = new HashMap<UUID, Long>();
        if (!keys.isEmpty()) {
            database.sql("select shipment_id, revision from shipment_metrics where shipment_id = any(:ids)")
                    .param("ids", SqlArrays.ids(keys))
                    .query(row -> {
                        revisions.put(row.getObject("shipment_id", UUID.class), row.getLong("revision"));
                    });
        }
        return revisions;
    }

    /**
     * Writes the rows that differ from what is there and returns the revision of each, by row id. Their shipments are locked, so that
     * nobody writes between the look and the write.
     */
    Map<UUID, Long> write(List<ShipmentMetrics> metrics) {
        var revisions = new HashMap<UUID, Long>();
        RowJson.arrays(metrics, ShipmentMetricsRows::columns)
                .forEach(part -> database.sql(WRITE).param("rows", part).query(row -> {
                    revisions.put(row.getObject("shipment_id", UUID.class), row.getLong("revision"));
                }));
        return revisions;
    }

    private static ObjectNode columns(ShipmentMetrics metrics) {
        return AvroJson.write(metrics, NO_COLUMN)
                .put("shipment_id", RowId.of(metrics.getShipmentId()).toString());
    }
}
