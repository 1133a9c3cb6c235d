package dev.waybill.tracking.facts;

import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a batch writes to the table of shipments, but for what others own: fetch_requested_at. A signature that a newer tracker does not
 * tell any more is taken back.
 */
final class ShipmentWrites {

    /** What the fold decides, but for the long columns, which the statements name. */
    private static final List<String> SHORT = List.of("""
            tracker_id, tracking_code, mode, status, status_detail, from_address_id, to_address_id, return_address_id,
            buyer_address_id, parcel_id, customs_info_id, carrier, service, currency, base_cost, total_cost, insurance,
            usps_zone, options, origin, destination, delivery_days, est_delivery_date, promised_date, label_date,
            first_estimate, first_estimate_told_at, first_estimate_normalizer_version, first_guarantee,
            first_guarantee_told_at, first_guarantee_normalizer_version, is_return, reference, batch_id, order_id,
            refund_status, invoice_amount, invoice_currency, adjustment_amount, adjustment_reason, captured,
            easypost_user_id, extra_metadata, purchased_at, delivered_at, finalized, public_url, told_updated_at,
            told_normalizer_version, told_rank, told_hash, tracker_updated_at, tracker_updated_on,
            tracker_normalizer_version, tracker_scans, tracker_newest_scan_at, tracker_hash, refund_updated_at,
            refund_normalizer_version, refund_hash, insurance_updated_at, insurance_normalizer_version, insurance_hash,
            invoice_updated_at, invoice_normalizer_version, invoice_hash, presence_updated_at, presence_normalizer_version,
            presence_hash, deleted_at, modified_by, received_at, created_at, updated_at""".split(",\\s+"));

    private static final List<String> LONG =
            List.of("rates_data", "selected_rate", "fees", "carrier_detail", "tracking_details", "facets");

    private static final List<String> ALL =
            Stream.concat(SHORT.stream(), LONG.stream()).toList();

    private static final String SIGNED_BY = """
            case when shipments.signed_by is not null and told.facets #>> '{tracker,value,signed}' = 'false'
                and not exists (
                    select from personal_data
                    where personal_data.shipment_id = told.easypost_id and object = 'tracker' and data is not null
                        and (version_updated_at, version_normalizer_version, version_rank,
                            coalesce(version_newest_scan_at, '-infinity'))
                            >= (told.tracker_updated_at, told.tracker_normalizer_version, told.tracker_scans,
                            coalesce(told.tracker_newest_scan_at, '-infinity')))
                then null else shipments.signed_by end
            """;

    private static final String WRITE = """
            insert into shipments (id, easypost_id, %1$s)
            select id, easypost_id, %1$s
            from jsonb_populate_recordset(null::shipments, cast(:rows as jsonb))
            order by easypost_id
            on conflict (id) do update set
                (%1$s, signed_by) =
                (%2$s, %4$s)
            where (%3$s) is distinct from (%2$s)
            returning easypost_id, old.id is not null as existed, old.received_at is not null as folded
            """.formatted(
                    listed(ALL, ""),
                    listed(ALL, "excluded."),
                    listed(ALL, "shipments."),
                    SIGNED_BY.replace("told.", "excluded."));

    /**
     * The condition that each element meets lets PostgreSQL expect one row. Of a hundred, which it expects else, it would join the whole index
     * while the table is empty, and keep that plan.
     */
    private static final String UPDATE = """
            update shipments set
                (%s, signed_by) =
                (%s, %s),
                rates_data = case when jsonb_exists(columns, 'rates_data') then told.rates_data else shipments.rates_data end,
                selected_rate =
                    case when jsonb_exists(columns, 'selected_rate') then told.selected_rate else shipments.selected_rate end,
                fees = case when jsonb_exists(columns, 'fees') then told.fees else shipments.fees end,
                carrier_detail =
                    case when jsonb_exists(columns, 'carrier_detail') then told.carrier_detail else shipments.carrier_detail end,
                tracking_details = case
                    when jsonb_exists(columns, 'tracking_details') then told.tracking_details
                    when jsonb_exists(columns, 'tracking_details_added')
                        then shipments.tracking_details || (columns -> 'tracking_details_added')
                    else shipments.tracking_details end,
                facets = case when shipments.facets is null then told.facets else shipments.facets || told.facets end
            from jsonb_array_elements(cast(:rows as jsonb)) as json(columns)
            cross join lateral jsonb_populate_record(null::shipments, columns) as told
            where jsonb_typeof(columns) = 'object' and shipments.id = told.id
            """.formatted(listed(SHORT, ""), listed(SHORT, "told."), SIGNED_BY);

    private final JdbcClient database;

    ShipmentWrites(JdbcClient database) {
        this.database = database;
    }

    /** A row that was written, whether it was there before, and whether a fold had written it then. */
    record Written(String key, boolean existed, boolean folded) {}

    /** Writes the rows that differ from what is there, all of each. */
    List<Written> write(List<ShipmentRow> rows) {
        return RowJson.arrays(rows, ShipmentColumns::write)
                .flatMap(part -> database
                        .sql(WRITE)
                        .param("rows", part)
                        .query((row, number) -> new Written(
                                row.getString("easypost_id"), row.getBoolean("existed"), row.getBoolean("folded")))
                        .list()
                        .stream())
                .toList();
    }

    /**
     * Writes rows that are there, and locked: of the long columns what has changed.
     *
     * @param stored the rows as they are, by key
     */
    int update(Map<String, ShipmentRow> stored, List<ShipmentRow> rows) {
        return RowJson.arrays(rows, row -> ShipmentColumns.change(Objects.requireNonNull(stored.get(row.key())), row))
                .mapToInt(part -> database.sql(UPDATE).param("rows", part).update())
                .sum();
    }

    private static String listed(List<String> columns, String prefix) {
        return columns.stream().map(prefix::concat).collect(Collectors.joining(", "));
    }
}
