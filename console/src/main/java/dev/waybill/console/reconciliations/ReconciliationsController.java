package dev.waybill.console.reconciliations;

import dev.waybill.console.topics.Requests;
import dev.waybill.events.ImportPage;
import dev.waybill.events.ImportedObject;
import dev.waybill.schemas.http.ApiKeys;
import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.topics.Topics;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reconciliations by REST. ingest-service asks EasyPost, tracking-consumer compares; both do so by themselves too. */
@RestController
@RequestMapping(path = "/v1/reconciliations", produces = MediaType.APPLICATION_JSON_VALUE)
public class ReconciliationsController {

    private static final Duration MOST_REACH = Duration.ofDays(365);

    /** Parcels that are not at their end: those of a day, by an index, are few enough to be looked at. */
    private static final String NEWEST = """
            select jsonb_build_object(
                'webhook_lag', (
                    select jsonb_build_object('parcels', count(*),
                        'p50_seconds', round(percentile_cont(0.5) within group (order by lag)::numeric, 3),
                        'p99_seconds', round(percentile_cont(0.99) within group (order by lag)::numeric, 3))
                    from (
                        select greatest(0, extract(epoch from received_at - tracker_updated_at)) as lag
                        from shipments
                        where not finalized and tracker_updated_on >= :day and received_at >= tracker_updated_at
                            and modified_by = 'webhook'
                    ) as lately
                ),
                'reconciliations', (
                    select coalesce(jsonb_agg(jsonb_build_object('id', batch_id, 'status', status, 'started_at', started_at,
                        'completed_at', completed_at, 'trackers', items_processed, 'errors', errors,
                        'updated_since', parameters ->> 'updated_since',
                        'missed', (select count(*) from missed_webhooks where reconciliation_id = batch_id)) order by started_at desc), '[]')
                    from (
                        select * from batch_operations where operation_type = 'reconciliation' order by started_at desc limit :limit
                    ) as newest
                ))::text
            """;

    private static final String MISSED = """
            select coalesce(jsonb_agg(jsonb_build_object('tracker_id', tracker_id, 'shipment_id', shipment_id,
                'tracking_code', tracking_code, 'carrier', carrier, 'mode', mode, 'tracker_updated_at', tracker_updated_at,
                'known_updated_at', known_updated_at, 'found_at', found_at) order by tracker_updated_at, tracker_id), '[]')::text
            from (
                select * from missed_webhooks where reconciliation_id = :id order by tracker_updated_at, tracker_id limit :limit
            ) as missed
            """;

    private final Requests requests;
    private final JdbcClient database;
    private final Clock clock;

    ReconciliationsController(Requests requests, JdbcClient database, Clock clock) {
        this.requests = requests;
        this.database = database;
        this.clock = clock;
    }

    /** Begins one now. */
    @PostMapping
    ResponseEntity<Map<String, String>> begin(
            @RequestBody ReconciliationRequest request, @RequestAttribute(ApiKeys.USER) String user) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant since = since(request.updatedSince(), now);
        String id = "rec_" + UUID.randomUUID().toString().replace("-", "");
        var page = ImportPage.newBuilder()
                .setId(id)
                .setObject(ImportedObject.TRACKER)
                .setFrom(since.minus(Duration.ofDays(30)))
                .setTo(now)
                .setAccount(request.account())
                .setUpdatedSince(since)
                .setShipments(0)
                .setTrackers(0)
                .setRequestedBy(user)
                .setRequestedAt(now)
                .build();
        requests.send(Topics.IMPORT_PAGES, id, page, id, "dev.waybill.import.page", now);
        return ResponseEntity.accepted()
                .location(URI.create("/v1/reconciliations/" + id))
                .body(Map.of("id", id));
    }

    /** The newest, with how many changes webhooks had missed, and how long webhooks took for parcels that were changed in the last day. */
    @GetMapping
    String newest(@RequestParam(defaultValue = "24") @Min(1) @Max(500) int limit) {
        return database.sql(NEWEST)
                .param(
                        "day",
                        clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1))
                .param("limit", limit)
                .query(String.class)
                .single();
    }

    /** What webhooks had missed, oldest first. */
    @GetMapping("/{id}/missed")
    String missed(@PathVariable String id, @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        return database.sql(MISSED)
                .param("id", id)
                .param("limit", limit)
                .query(String.class)
                .single();
    }

    private static Instant since(String text, Instant now) {
        try {
            Instant since = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (since.isBefore(now) && since.isAfter(now.minus(MOST_REACH))) {
                return since;
            }
        } catch (DateTimeException none) {
            // said below
        }
        throw Problem.of(
                HttpStatus.BAD_REQUEST,
                "bad-reconciliation",
                "updated_since must be a time of the last year, such as 2026-11-26T12:00:00Z");
    }
}
