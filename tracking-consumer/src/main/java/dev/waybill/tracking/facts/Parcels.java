package dev.waybill.tracking.facts;

import dev.waybill.tracking.rows.RowJson;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The table of parcels, of which one may serve many shipments. */
final class Parcels {

    private final JdbcClient database;

    Parcels(JdbcClient database) {
        this.database = database;
    }

    /** Writes parcels, one telling each, where it is not older than the row. */
    void tell(Collection<JsonNode> told) {
        database.sql("""
                insert into parcels (id, easypost_id, length, width, height, weight, predefined_package,
                    version_updated_at, version_normalizer_version, version_hash, created_at, updated_at)
                select id, easypost_id, length, width, height, weight, predefined_package,
                    version_updated_at, version_normalizer_version, version_hash, created_at, updated_at
                from jsonb_populate_recordset(null::parcels, cast(:told as jsonb))
                order by easypost_id
                on conflict (id) do update set
                    (length, width, height, weight, predefined_package,
                    version_updated_at, version_normalizer_version, version_hash, created_at, updated_at) =
                    (excluded.length, excluded.width, excluded.height, excluded.weight, excluded.predefined_package,
                    excluded.version_updated_at, excluded.version_normalizer_version, excluded.version_hash,
                    excluded.created_at, excluded.updated_at)
                where (parcels.version_updated_at is null
                        or (parcels.version_updated_at, parcels.version_normalizer_version, parcels.version_hash collate "C")
                            <= (excluded.version_updated_at, excluded.version_normalizer_version, excluded.version_hash collate "C"))
                    and parcels is distinct from excluded
                """).param("told", RowJson.array(told)).update();
    }
}
