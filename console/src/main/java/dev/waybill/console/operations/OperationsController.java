package dev.waybill.console.operations;

import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.http.Times;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The table batch_operations, by REST. */
@RestController
@RequestMapping(path = "/v1/operations", produces = MediaType.APPLICATION_JSON_VALUE)
public class OperationsController {

    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient database;

    OperationsController(JdbcClient database) {
        this.database = database;
    }

    /**
     * Operations, those first that began last.
     *
     * @param type such as import, rebuild, replay, discard, reconciliation, upload and batch; null for any
     * @param before only what began before a time, such as that of the last one of the page before
     */
    @GetMapping
    String newest(
            @RequestParam @Nullable String type,
            @RequestParam @Nullable String before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        String end = before == null
                ? "infinity"
                : Times.of(before)
                        .filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(LAST))
                        .orElseThrow(() -> Problem.of(
                                HttpStatus.BAD_REQUEST,
                                "bad-request",
                                "before must be a time such as 2026-11-26T12:00:00Z"))
                        .toString();
        return database.sql("""
                        select coalesce(jsonb_agg(jsonb_build_object('id', batch_id, 'type', operation_type, 'status', status,
                            'started_at', started_at, 'completed_at', completed_at, 'items_total', items_total,
                            'items_processed', items_processed, 'items_failed', items_failed, 'errors', errors)
                            order by started_at desc, batch_id), '[]')::text
                        from (
                            select * from batch_operations
                            where operation_type = coalesce(:type, operation_type) and started_at < cast(:before as timestamptz)
                            order by started_at desc, batch_id limit :limit
                        ) as newest
                        """)
                .param("type", type)
                .param("before", end)
                .param("limit", limit)
                .query(String.class)
                .single();
    }
}
