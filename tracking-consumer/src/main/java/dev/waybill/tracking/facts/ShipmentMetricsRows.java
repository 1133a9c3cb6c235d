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
import java.util.stream.Collectors;
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

    private static final List<String> FIGURES = List.of("""
            creation_to_purchase_seconds, label_to_first_scan_seconds, first_scan_to_delivery_seconds, seconds_in_status,
            base_rate, surcharges, insurance_cost, fees_total, adjustment, total_cost, currency, list_rate, retail_rate,
            estimated_delivery_days, actual_delivery_days, transit_days, transit_business_days, promised_date,
            attempted_date, delivered_date, on_time, days_late, tracking_updates_count, exceptions_count,
            delivery_attempts, longest_scan_gap_seconds, origin_country, origin_state, origin_postal_prefix,
            destination_country, destination_state, destination_postal_prefix, distance_km, mode, account, carrier,
            service, shipped_on, counted, final_status, deleted""".split(",\\s+"));

    /** By a look-up of each row: a join may be made with the whole index, by a plan for an empty table. */
    private static final String WRITE = """
            with told as materialized (
                select * from jsonb_populate_recordset(null::shipment_metrics, cast(:rows as jsonb))
            ), written as (
                insert into shipment_metrics (shipment_id, %1$s, revision)
                select shipment_id, %1$s, 1 from told order by shipment_id
                on conflict (shipment_id) do update set
                    (%1$s, revision, updated_at) =
                    (%2$s, shipment_metrics.revision + 1, now())
                where (%3$s) is distinct from (%2$s)
                returning shipment_id, revision
            )
            select shipment_id, revision from written
            union all
            select told.shipment_id, known.revision from told
            cross join lateral (
                select revision from shipment_metrics where shipment_metrics.shipment_id = told.shipment_id offset 0
            ) as known
            where not exists (select from written where written.shipment_id = told.shipment_id)
            """.formatted(listed(""), listed("excluded."), listed("shipment_metrics."));

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

    private static String listed(String prefix) {
        return FIGURES.stream().map(prefix::concat).collect(Collectors.joining(", "));
    }
}
