package dev.waybill.tracking.operations;

import dev.waybill.tracking.rows.RowJson;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of operations. */
final class BatchOperations {

    private final JdbcClient database;

    BatchOperations(JdbcClient database) {
        this.database = database;
    }

    /** Writes operations, one telling each, where it is not older than the row and tells something else. */
    void write(Collection<OperationRow> told) {
        database.sql("""
                insert into batch_operations (id, batch_id, operation_type, status, user_id, source, parameters, items_total,
                    items_processed, items_successful, items_failed, started_at, completed_at, total_processing_time, avg_item_time,
                    errors, version_updated_at, version_normalizer_version, version_rank, version_hash)
                select id, batch_id, operation_type, status, user_id, source, parameters, items_total,
                    items_processed, items_successful, items_failed, started_at, completed_at, total_processing_time, avg_item_time,
                    errors, version_updated_at, version_normalizer_version, version_rank, version_hash
                from jsonb_populate_recordset(null::batch_operations, cast(:told as jsonb))
                order by batch_id
                on conflict (id) do update set
                    (operation_type, status, user_id, source, parameters, items_total, items_processed, items_successful, items_failed,
                    started_at, completed_at, total_processing_time, avg_item_time, errors,
                    version_updated_at, version_normalizer_version, version_rank, version_hash, updated_at) =
                    (excluded.operation_type, excluded.status, excluded.user_id, excluded.source, excluded.parameters,
                    excluded.items_total, excluded.items_processed, excluded.items_successful, excluded.items_failed,
                    excluded.started_at, excluded.completed_at, excluded.total_processing_time, excluded.avg_item_time,
                    excluded.errors, excluded.version_updated_at, excluded.version_normalizer_version, excluded.version_rank,
                    excluded.version_hash, now())
                where (batch_operations.version_updated_at is null
                        or (batch_operations.version_updated_at, batch_operations.version_normalizer_version,
                            batch_operations.version_rank, batch_operations.version_hash collate "C")
                            <= (excluded.version_updated_at, excluded.version_normalizer_version, excluded.version_rank,
                                excluded.version_hash collate "C"))
                    and to_jsonb(batch_operations) - '{created_at,updated_at}'::text[]
                        <> to_jsonb(excluded) - '{created_at,updated_at}'::text[]
                """).param("told", RowJson.array(told)).update();
    }
}
