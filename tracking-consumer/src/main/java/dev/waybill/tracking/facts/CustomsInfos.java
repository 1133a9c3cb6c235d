package dev.waybill.tracking.facts;

import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.rows.SqlArrays;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The table of customs forms: the form is from shipment-events, its signer from personal-data. */
public final class CustomsInfos {

    private final JdbcClient database;

    public CustomsInfos(JdbcClient database) {
        this.database = database;
    }

    /** Writes forms, one telling each, where it is not older than the row. */
    void tell(Collection<JsonNode> told) {
        database.sql("""
                insert into customs_infos (id, easypost_id, contents_type, contents_explanation, customs_certify, non_delivery_option,
                    restriction_type, restriction_comments, customs_items, eel_pfc, declaration,
                    version_updated_at, version_normalizer_version, version_hash, created_at, updated_at)
                select id, easypost_id, contents_type, contents_explanation, customs_certify, non_delivery_option,
                    restriction_type, restriction_comments, customs_items, eel_pfc, declaration,
                    version_updated_at, version_normalizer_version, version_hash, created_at, updated_at
                from jsonb_populate_recordset(null::customs_infos, cast(:told as jsonb))
                order by easypost_id
                on conflict (id) do update set
                    (contents_type, contents_explanation, customs_certify, non_delivery_option, restriction_type, restriction_comments,
                    customs_items, eel_pfc, declaration, version_updated_at, version_normalizer_version, version_hash,
                    created_at, updated_at) =
                    (excluded.contents_type, excluded.contents_explanation, excluded.customs_certify, excluded.non_delivery_option,
                    excluded.restriction_type, excluded.restriction_comments, excluded.customs_items, excluded.eel_pfc,
                    excluded.declaration, excluded.version_updated_at, excluded.version_normalizer_version, excluded.version_hash,
                    excluded.created_at, excluded.updated_at)
                where (customs_infos.version_updated_at is null
                        or (customs_infos.version_updated_at, customs_infos.version_normalizer_version,
                            customs_infos.version_hash collate "C")
                            <= (excluded.version_updated_at, excluded.version_normalizer_version, excluded.version_hash collate "C"))
                    and to_jsonb(customs_infos) - 'customs_signer' <> to_jsonb(excluded) - 'customs_signer'
                """).param("told", RowJson.array(told)).update();
    }

    /** Writes who signed some forms: who the newest record in personal_data names that names the form. */
    public void sign(Collection<String> easypostIds) {
        database.sql("""
                insert into customs_infos (id, easypost_id)
                select id, easypost_id from unnest(:ids, :easypost_ids) as named(id, easypost_id)
                where exists (
                    select from personal_data
                    where personal_data.customs_info_id = named.easypost_id and jsonb_exists(data, 'customs_signer'))
                order by easypost_id
                on conflict do nothing
                """)
                .param("ids", SqlArrays.ids(easypostIds))
                .param("easypost_ids", SqlArrays.texts(easypostIds))
                .update();
        database.sql("""
                with newest as materialized (
                    select distinct on (customs_info_id) customs_info_id, data ->> 'customs_signer' as customs_signer from personal_data
                    where customs_info_id = any(:easypost_ids) and data is not null
                    order by customs_info_id, version_updated_at desc, version_normalizer_version desc, version_rank desc,
                        version_newest_scan_at desc nulls last, version_hash collate "C" desc
                ), signed as materialized (
                    select customs_infos.id, newest.customs_signer
                    from customs_infos left join newest on newest.customs_info_id = customs_infos.easypost_id
                    where customs_infos.easypost_id = any(:easypost_ids)
                        and customs_infos.customs_signer is distinct from newest.customs_signer
                    order by customs_infos.easypost_id for no key update of customs_infos
                )
                update customs_infos set customs_signer = signed.customs_signer from signed where customs_infos.id = signed.id
                """).param("easypost_ids", SqlArrays.texts(easypostIds)).update();
    }
}
