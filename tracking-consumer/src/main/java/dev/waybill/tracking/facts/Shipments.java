package dev.waybill.tracking.facts;

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
                .sql("select %s from shipments where easypost_id = any(:keys) order by easypost_id for update"
                        .formatted(StoredShipment.COLUMNS))
                .param("keys", SqlArrays.texts(keys))
                .query((row, number) -> StoredShipment.read(row))
                .list()
                .stream()
                .collect(Collectors.toMap(ShipmentRow::key, Function.identity()));
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
}
