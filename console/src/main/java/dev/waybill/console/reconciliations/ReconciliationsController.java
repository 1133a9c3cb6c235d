package dev.waybill.console.reconciliations;

import dev.waybill.console.topics.Requests;
import dev.waybill.events.ImportPage;
import dev.waybill.events.ImportedObject;
import dev.waybill.schemas.http.ApiKeys;
import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.http.Times;
import dev.waybill.schemas.topics.Topics;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    private static final String RECONCILIATION = """
            jsonb_build_object('id', batch_id, 'status', status, 'started_at', started_at,
                'completed_at', completed_at, 'trackers', items_processed, 'errors', errors,
                'updated_since', parameters ->> 'updated_since',
                'missed', (select count(*) from missed_webhooks where reconciliation_id = batch_id))
            """;

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
                    select coalesce(jsonb_agg(%s order by started_at desc), '[]')
                    from (
                        select * from batch_operations where operation_type = 'reconciliation' order by started_at desc limit :limit
                    ) as newest
                ))::text
            """.formatted(RECONCILIATION);

    private static final String ONE = """
            select (%s)::text from batch_operations where operation_type = 'reconciliation' and batch_id = :id
            """.formatted(RECONCILIATION);

    private static final String MISSED = """
            select coalesce(jsonb_agg(jsonb_build_object('tracker_id', tracker_id, 'shipment_id', shipment_id,
                'tracking_code', tracking_code, 'carrier', carrier, 'mode', mode, 'tracker_updated_at', tracker_updated_at,
                'known_updated_at', known_updated_at, 'found_at', found_at) order by tracker_updated_at, tracker_id), '[]')::text
            from (
                select * from missed_webhooks
                where reconciliation_id = :id and (tracker_updated_at, tracker_id) > (cast(:after_updated_at as timestamptz), :after_id)
                order by tracker_updated_at, tracker_id limit :limit
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

    /** The newest, with how many changes webhooks had missed, and how long webhooks took for parcels under way, since yesterday (UTC). */
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

    @GetMapping("/{id}")
    String status(@PathVariable String id) {
        return database.sql(ONE)
                .param("id", id)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Problem.of(
                        HttpStatus.NOT_FOUND, "not-found", "No page of a reconciliation " + id + " has come yet"));
    }

    /**
     * What webhooks had missed, oldest first.
     *
     * @param after the last one of the page before, as tracker_updated_at/tracker_id; null for the first page
     */
    @GetMapping("/{id}/missed")
    String missed(
            @PathVariable String id,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        int slash = after == null ? -1 : after.indexOf('/');
        String updatedAt = after == null
                ? "-infinity"
                : Times.of(after.substring(0, Math.max(0, slash)))
                        .filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(clock.instant()))
                        .orElseThrow(() ->
                                bad("after must be tracker_updated_at/tracker_id of the last one of the page before"))
                        .toString();
        return database.sql(MISSED)
                .param("id", id)
                .param("after_updated_at", updatedAt)
                .param("after_id", after == null ? "" : after.substring(slash + 1))
                .param("limit", limit)
                .query(String.class)
                .single();
    }

    private static Instant since(String text, Instant now) {
        return Times.of(text)
                .filter(since -> since.isBefore(now) && since.isAfter(now.minus(MOST_REACH)))
                .orElseThrow(() -> bad("updated_since must be a time of the last year, such as 2026-11-26T12:00:00Z"));
    }

    private static Problem bad(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, "bad-reconciliation", detail);
    }
}
