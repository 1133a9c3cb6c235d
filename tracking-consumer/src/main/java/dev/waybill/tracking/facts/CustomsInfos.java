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
                insert into customs_infos (id, easypost_id, customs_signer, signer_updated_at, signer_normalizer_version, signer_hash,
                    signer_shipment_id)
                select id, easypost_id, customs_signer, signer_updated_at, signer_normalizer_version, signer_hash, signer_shipment_id
                from jsonb_populate_recordset(null::customs_infos, cast(:told as jsonb)) as told
                where not exists (select from erasures where erasures.easypost_id = told.signer_shipment_id)
                order by easypost_id
                on conflict (id) do update set
                    (customs_signer, signer_updated_at, signer_normalizer_version, signer_hash, signer_shipment_id) =
                    (excluded.customs_signer, excluded.signer_updated_at, excluded.signer_normalizer_version, excluded.signer_hash,
                    excluded.signer_shipment_id)
                where customs_infos.signer_updated_at is null
                    or (customs_infos.signer_updated_at, customs_infos.signer_normalizer_version, customs_infos.signer_hash collate "C")
                        < (excluded.signer_updated_at, excluded.signer_normalizer_version, excluded.signer_hash collate "C")
                """).param("told", RowJson.array(told)).update();
    }

    /** Blanks who signed the forms that some shipments told. */
    public void erase(Collection<String> shipments) {
        database.sql("""
                update customs_infos set customs_signer = null, signer_hash = ''
                where id in (
                    select id from customs_infos where customs_signer is not null and signer_shipment_id = any(:shipments)
                    order by easypost_id for no key update)
                """).param("shipments", SqlArrays.texts(shipments)).update();
    }

    /** Who signed a customs form, as a shipment told. */
    public record Signature(
            UUID id,
            String easypostId,
            @Nullable String customsSigner,
            Instant signerUpdatedAt,
            int signerNormalizerVersion,
            String signerHash,
            String signerShipmentId) {

        static final List<String> COLUMNS = List.of(
                "customs_signer",
                "signer_updated_at",
                "signer_normalizer_version",
                "signer_hash",
                "signer_shipment_id");
    }
}
