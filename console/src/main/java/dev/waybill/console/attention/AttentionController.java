package dev.waybill.console.attention;

import dev.waybill.console.topics.Requests;
import dev.waybill.events.AttentionAction;
import dev.waybill.events.AttentionReason;
import dev.waybill.schemas.carriers.CarrierNames;
import dev.waybill.schemas.http.ApiKeys;
import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.http.Times;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.schemas.topics.Topics;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

/** Shipments that need attention, by REST. What an operator does is an event; the list shows it once tracking-consumer has written it. */
@RestController
@RequestMapping(path = "/v1/attention", produces = MediaType.APPLICATION_JSON_VALUE)
public class AttentionController {

    private static final Set<String> STATES = Set.of("open", "acknowledged", "snoozed", "resolved", "withdrawn");

    /** Each row with the newest of each kind of action that was done about it, and so its state. */
    private static final String LIST = """
            with attention as (
                select a.*, newest,
                    coalesce((newest #>> '{reopen,done_at}')::timestamptz, '-infinity') as reopened_at
                from shipment_attention a
                left join lateral (
                    select jsonb_object_agg(action, done) as newest
                    from (
                        select distinct on (action) action, to_jsonb(d) as done from attention_actions d
                        where d.shipment_id = a.shipment_id and d.reason = a.reason and d.since = a.since
                        order by action, done_at desc, action_id desc
                    ) as each_action
                ) as actions on true
                where %s and (a.since, a.easypost_id, a.reason) > (cast(:after_since as timestamptz), :after_id, :after_reason)
                    and a.reason = coalesce(:reason, a.reason)
                    and a.carrier = coalesce(:carrier, a.carrier) and a.mode = coalesce(:mode, a.mode)
            ), stated as (
                select attention.*, case
                    when not raised then 'withdrawn'
                    when (newest #>> '{resolve,done_at}')::timestamptz > reopened_at then 'resolved'
                    when (newest #>> '{snooze,done_at}')::timestamptz > reopened_at
                        and (newest #>> '{snooze,snoozed_until}')::timestamptz > cast(:now as timestamptz) then 'snoozed'
                    when (newest #>> '{acknowledge,done_at}')::timestamptz > reopened_at then 'acknowledged'
                    else 'open' end as state
                from attention
            )
            select coalesce(jsonb_agg(jsonb_build_object(
                'shipment_id', easypost_id, 'reason', reason, 'state', state, 'since', since, 'tracker_id', tracker_id,
                'tracking_code', tracking_code, 'mode', mode, 'carrier', carrier, 'service', service, 'status', status,
                'promised_date', promised_date, 'assignee', newest #>> '{assign,assignee}',
                'snoozed_until', case when state = 'snoozed' then newest #>> '{snooze,snoozed_until}' end,
                'resolution', case when state = 'resolved' then newest #>> '{resolve,resolution}' end,
                'notes', (
                    select coalesce(jsonb_agg(jsonb_build_object('note', note, 'by', done_by, 'at', done_at) order by done_at), '[]')
                    from attention_actions d
                    where d.shipment_id = listed.shipment_id and d.reason = listed.reason and d.since = listed.since
                        and note is not null)
                ) order by since, easypost_id, reason), '[]')::text
            from (
                select * from stated
                where state = coalesce(cast(:state as text), state) and (cast(:state as text) is not null or state <> 'resolved')
                    and coalesce(newest #>> '{assign,assignee}', '') = coalesce(:assignee, newest #>> '{assign,assignee}', '')
                order by since, easypost_id, reason limit :limit
            ) as listed
            """;

    private final Requests requests;
    private final JdbcClient database;
    private final Clock clock;

    AttentionController(Requests requests, JdbcClient database, Clock clock) {
        this.requests = requests;
        this.database = database;
        this.clock = clock;
    }

    /**
     * What needs attention, longest first; in whatever state but resolved and withdrawn, unless one is asked for.
     *
     * @param carrier by any of its names
     * @param after the last one of the page before, as since/shipment_id/reason; null for the first page
     */
    @GetMapping
    String list(
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String reason,
            @RequestParam @Nullable String carrier,
            @RequestParam @Nullable String mode,
            @RequestParam @Nullable String assignee,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        if (state != null && !STATES.contains(state)) {
            throw bad("state must be one of open, acknowledged, snoozed, resolved and withdrawn");
        }
        Place place = Place.of(after);
        // a condition each, so that each has its index
        return database.sql(LIST.formatted("withdrawn".equals(state) ? "not a.raised" : "a.raised"))
                .param("state", state)
                .param("reason", reason == null ? null : name(reason(reason)))
                .param("carrier", carrier == null ? null : CarrierNames.carrier(carrier))
                .param("mode", mode)
                .param("assignee", assignee)
                .param("after_since", place.since)
                .param("after_id", place.shipmentId)
                .param("after_reason", place.reason)
                .param("now", clock.instant().toString())
                .param("limit", limit)
                .query(String.class)
                .single();
    }

    /** Does something about one. */
    @PostMapping("/{shipmentId}/{reason}")
    ResponseEntity<Map<String, String>> act(
            @PathVariable String shipmentId,
            @PathVariable String reason,
            @Valid @RequestBody ActionRequest request,
            @RequestAttribute(ApiKeys.USER) String user) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AttentionReason why = reason(reason);
        var action = AttentionAction.newBuilder()
                .setId("act_" + UUID.randomUUID().toString().replace("-", ""))
                .setShipmentId(shipmentId)
                .setReason(why)
                .setAction(request.type())
                .setAssignee(request.assignee())
                .setSnoozedUntil(request.until(now))
                .setResolution(request.resolution())
                .setNote(request.note())
                .setDoneBy(user)
                .setDoneAt(now)
                .setSince(since(shipmentId, why))
                .build();
        requests.send(
                Topics.ATTENTION_ACTIONS, shipmentId, action, action.getId(), "dev.waybill.attention-actions", now);
        return ResponseEntity.accepted().body(Map.of("id", action.getId()));
    }

    private Instant since(String shipmentId, AttentionReason reason) {
        return database.sql("select since from shipment_attention where id = :id and raised")
                .param("id", RowId.of(shipmentId + '|' + name(reason)))
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional()
                .orElseThrow(() -> Problem.of(
                        HttpStatus.NOT_FOUND,
                        "not-found",
                        "Shipment " + shipmentId + " does not need attention for being " + name(reason)));
    }

    static Problem bad(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, "bad-attention", detail);
    }

    private static AttentionReason reason(String told) {
        for (AttentionReason reason : AttentionReason.values()) {
            if (name(reason).equals(told)) {
                return reason;
            }
        }
        throw bad(
                "reason must be one of late, at_risk, stalled, presumed_lost, failed, returned, waiting_for_pickup, never_scanned and"
                        + " reinvoiced");
    }

    private static String name(AttentionReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** A place in the list. */
    private record Place(String since, String shipmentId, String reason) {

        private static final int PARTS = 3;
        private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

        static Place of(@Nullable String told) {
            if (told == null) {
                return new Place("-infinity", "", "");
            }
            String[] parts = told.split("/", -1);
            if (parts.length != PARTS) {
                throw badPlace();
            }
            return Times.of(parts[0])
                    .filter(since -> since.isAfter(Instant.EPOCH) && since.isBefore(LAST))
                    .map(since -> new Place(since.toString(), parts[1], parts[2]))
                    .orElseThrow(Place::badPlace);
        }

        private static Problem badPlace() {
            return bad("after must be since/shipment_id/reason of the last one of the page before");
        }
    }
}
