package dev.waybill.tracking.facts;

import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.rows.SqlArrays;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of shipments. Rows are locked in the order of their keys, so that no two batches wait for each other. */
public final class Shipments {

    private final JdbcClient database;

    public Shipments(JdbcClient database) {
        this.database = database;
    }

    /** Locks and reads the rows that are there, by key. */
    Map<String, ShipmentRow> lock(Collection<String> keys) {
        return database
                .sql("""
                select to_jsonb(locked) from (
                    select easypost_id, mode, easypost_user_id, facets, rates_data, selected_rate, fees, tracking_details,
                        carrier_detail, first_estimate, first_estimate_told_at, first_estimate_normalizer_version,
                        first_guarantee, first_guarantee_told_at, first_guarantee_normalizer_version
                    from shipments where easypost_id = any(:keys) order by easypost_id for update
                ) as locked
                """)
                .param("keys", SqlArrays.texts(keys))
                .query((row, number) -> ShipmentColumns.read(RowJson.read(row.getString(1))))
                .list()
                .stream()
                .collect(Collectors.toMap(ShipmentRow::key, Function.identity()));
    }

    /**
     * Writes the rows that differ from what is there, but for what others own: fetch_requested_at. A row
     * that is there keeps the columns that the JSON does not name. A signature that a newer tracker does not tell any more is taken back.
     */
    List<Written> write(Collection<ShipmentRow> rows) {
        return database.sql("""
                with told as materialized (
                    select row.* from jsonb_array_elements(cast(:rows as jsonb)) as json(columns)
                    left join lateral (
                        select shipments as known from shipments where id = cast(json.columns ->> 'id' as uuid) offset 0
                    ) as by_id on true
                    cross join lateral jsonb_populate_record(known, json.columns) as row
                    where known is distinct from row
                )
                insert into shipments select * from told order by easypost_id
                on conflict (id) do update set
                    (tracker_id, tracking_code, mode, status, status_detail, from_address_id, to_address_id, return_address_id,
                    buyer_address_id, parcel_id, customs_info_id, carrier, service, currency, base_cost, total_cost, insurance,
                    usps_zone, rates_data, selected_rate, tracking_details, carrier_detail, fees, options, origin, destination,
                    delivery_days, est_delivery_date, promised_date, label_date, first_estimate, first_estimate_told_at,
                    first_estimate_normalizer_version, first_guarantee, first_guarantee_told_at,
                    first_guarantee_normalizer_version, is_return, reference, batch_id, order_id, refund_status,
                    invoice_amount, invoice_currency, adjustment_amount, adjustment_reason, captured, easypost_user_id,
                    extra_metadata, purchased_at, delivered_at, finalized, public_url, facets,
                    told_updated_at, told_normalizer_version, told_rank, told_hash,
                    tracker_updated_at, tracker_normalizer_version, tracker_scans, tracker_newest_scan_at, tracker_hash,
                    refund_updated_at, refund_normalizer_version, refund_hash,
                    insurance_updated_at, insurance_normalizer_version, insurance_hash,
                    invoice_updated_at, invoice_normalizer_version, invoice_hash,
                    presence_updated_at, presence_normalizer_version, presence_hash,
                    deleted_at, modified_by, received_at, created_at, updated_at, signed_by) =
                    (excluded.tracker_id, excluded.tracking_code, excluded.mode, excluded.status, excluded.status_detail,
                    excluded.from_address_id, excluded.to_address_id, excluded.return_address_id, excluded.buyer_address_id,
                    excluded.parcel_id, excluded.customs_info_id, excluded.carrier, excluded.service, excluded.currency,
                    excluded.base_cost, excluded.total_cost, excluded.insurance, excluded.usps_zone, excluded.rates_data,
                    excluded.selected_rate, excluded.tracking_details, excluded.carrier_detail, excluded.fees, excluded.options,
                    excluded.origin, excluded.destination, excluded.delivery_days, excluded.est_delivery_date,
                    excluded.promised_date, excluded.label_date, excluded.first_estimate, excluded.first_estimate_told_at,
                    excluded.first_estimate_normalizer_version, excluded.first_guarantee, excluded.first_guarantee_told_at,
                    excluded.first_guarantee_normalizer_version, excluded.is_return, excluded.reference,
                    excluded.batch_id, excluded.order_id, excluded.refund_status, excluded.invoice_amount,
                    excluded.invoice_currency, excluded.adjustment_amount, excluded.adjustment_reason, excluded.captured,
                    excluded.easypost_user_id, excluded.extra_metadata, excluded.purchased_at, excluded.delivered_at,
                    excluded.finalized, excluded.public_url, excluded.facets,
                    excluded.told_updated_at, excluded.told_normalizer_version, excluded.told_rank, excluded.told_hash,
                    excluded.tracker_updated_at, excluded.tracker_normalizer_version, excluded.tracker_scans,
                    excluded.tracker_newest_scan_at, excluded.tracker_hash,
                    excluded.refund_updated_at, excluded.refund_normalizer_version, excluded.refund_hash,
                    excluded.insurance_updated_at, excluded.insurance_normalizer_version, excluded.insurance_hash,
                    excluded.invoice_updated_at, excluded.invoice_normalizer_version, excluded.invoice_hash,
                    excluded.presence_updated_at, excluded.presence_normalizer_version, excluded.presence_hash,
                    excluded.deleted_at, excluded.modified_by, excluded.received_at, excluded.created_at, excluded.updated_at,
                    case when shipments.signed_by is not null and excluded.facets #>> '{tracker,value,signed}' = 'false'
                        and not exists (
                            select from personal_data
                            where personal_data.shipment_id = excluded.easypost_id and object = 'tracker' and data is not null
                                and (version_updated_at, version_normalizer_version, version_rank,
                                    coalesce(version_newest_scan_at, '-infinity'))
                                    >= (excluded.tracker_updated_at, excluded.tracker_normalizer_version, excluded.tracker_scans,
                                    coalesce(excluded.tracker_newest_scan_at, '-infinity')))
                        then null else shipments.signed_by end)
                returning easypost_id, old.received_at is not null as known
                """)
                .param(
                        "rows",
                        RowJson.array(rows.stream().map(ShipmentColumns::write).toList()))
                .query((row, number) -> new Written(row.getString("easypost_id"), row.getBoolean("known")))
                .list();
    }

    /** Returns those of some keys that have a row. */
    List<String> among(Collection<String> keys) {
        return database.sql("select easypost_id from shipments where easypost_id = any(:keys)")
                .param("keys", SqlArrays.texts(keys))
                .query(String.class)
                .list();
    }

    /**
     * Writes who signed for some shipments: who the newest record of their trackers in personal_data names, unless the newest tracker is
     * newer still and tells of no signature.
     */
    public void sign(Collection<String> keys) {
        database.sql("""
                insert into shipments (id, easypost_id)
                select id, easypost_id from unnest(:ids, :keys) as named(id, easypost_id)
                where exists (
                    select from personal_data
                    where personal_data.shipment_id = named.easypost_id and object = 'tracker' and jsonb_exists(data, 'signed_by'))
                order by easypost_id
                on conflict do nothing
                """)
                .param("ids", SqlArrays.ids(keys))
                .param("keys", SqlArrays.texts(keys))
                .update();
        database.sql("select id from shipments where easypost_id = any(:keys) order by easypost_id for no key update")
                .param("keys", SqlArrays.texts(keys))
                .query(UUID.class)
                .list();
        database.sql("""
                with newest as materialized (
                    select distinct on (shipment_id) *, data ->> 'signed_by' as signed_by from personal_data
                    where shipment_id = any(:keys) and object = 'tracker' and data is not null
                    order by shipment_id, version_updated_at desc, version_normalizer_version desc, version_rank desc,
                        version_newest_scan_at desc nulls last, version_hash collate "C" desc
                ), signed as materialized (
                    select shipments.id,
                        case when shipments.facets #>> '{tracker,value,signed}' = 'false'
                            and (tracker_updated_at, tracker_normalizer_version, tracker_scans,
                                coalesce(tracker_newest_scan_at, '-infinity'))
                                > (newest.version_updated_at, newest.version_normalizer_version, newest.version_rank,
                                coalesce(newest.version_newest_scan_at, '-infinity'))
                            then null else newest.signed_by end as signed_by
                    from shipments left join newest on newest.shipment_id = shipments.easypost_id
                    where shipments.easypost_id = any(:keys)
                )
                update shipments set signed_by = signed.signed_by from signed
                where shipments.id = signed.id and shipments.signed_by is distinct from signed.signed_by
                """).param("keys", SqlArrays.texts(keys)).update();
    }

    /** A row that was written, and whether a fold had written it before. */
    record Written(String key, boolean known) {}
}
