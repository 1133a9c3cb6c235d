package dev.waybill.tracking.facts;

import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.rows.SqlArrays;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The table of customs forms: the form is from shipment-events, its signer from personal-data, each under a version of its own. */
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
                    and to_jsonb(customs_infos) - :signer <> to_jsonb(excluded) - :signer
                """)
                .param("told", RowJson.array(told))
                .param("signer", SqlArrays.texts(Signature.COLUMNS))
                .update();
    }

    /** Writes who signed, one telling a form, where it is not older than the row and nobody was erased. */
    public void sign(Collection<Signature> told) {
        database.sql("""
                insert into customs_infos (id, easypost_id, customs_signer, signer_updated_at, signer_normalizer_version, signer_hash)
                select id, easypost_id, customs_signer, signer_updated_at, signer_normalizer_version, signer_hash
                from jsonb_to_recordset(cast(:told as jsonb)) as told(id uuid, easypost_id text, customs_signer text,
                    signer_updated_at timestamptz, signer_normalizer_version integer, signer_hash text, shipment_id text)
                where not exists (select from erasures where erasures.easypost_id = told.shipment_id)
                order by easypost_id
                on conflict (id) do update set
                    (customs_signer, signer_updated_at, signer_normalizer_version, signer_hash) =
                    (excluded.customs_signer, excluded.signer_updated_at, excluded.signer_normalizer_version, excluded.signer_hash)
                where (customs_infos.signer_updated_at is null
                        or (customs_infos.signer_updated_at, customs_infos.signer_normalizer_version,
                            customs_infos.signer_hash collate "C")
                            <= (excluded.signer_updated_at, excluded.signer_normalizer_version, excluded.signer_hash collate "C"))
                    and (customs_infos.customs_signer, customs_infos.signer_updated_at, customs_infos.signer_normalizer_version,
                        customs_infos.signer_hash) is distinct from
                        (excluded.customs_signer, excluded.signer_updated_at, excluded.signer_normalizer_version, excluded.signer_hash)
                """).param("told", RowJson.array(told)).update();
    }

    /** Blanks who signed the forms of some shipments. */
    public void erase(Collection<String> shipments) {
        database.sql("""
                update customs_infos set customs_signer = null, signer_hash = ''
                from shipments
                where shipments.easypost_id = any(:shipments)
                    and customs_infos.id = shipments.customs_info_id
                    and customs_infos.customs_signer is not null
                """).param("shipments", SqlArrays.texts(shipments)).update();
    }

    /** Returns who signed some forms. */
    public List<Signature> find(Collection<String> easypostIds) {
        return database.sql("""
                select to_jsonb(customs_infos) from customs_infos where easypost_id = any(:easypost_ids) and signer_updated_at is not null
                """)
                .param("easypost_ids", SqlArrays.texts(easypostIds))
                .query((row, number) -> RowJson.read(row.getString(1), Signature.class))
                .list();
    }

    /**
     * Who signed a customs form.
     *
     * @param shipmentId EasyPost's id of the shipment that told it; null when read back
     */
    public record Signature(
            UUID id,
            String easypostId,
            @Nullable String shipmentId,
            @Nullable String customsSigner,
            Instant signerUpdatedAt,
            Integer signerNormalizerVersion,
            String signerHash) {

        static final List<String> COLUMNS =
                List.of("customs_signer", "signer_updated_at", "signer_normalizer_version", "signer_hash");
    }
}
