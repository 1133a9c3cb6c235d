package dev.waybill.console.replay;

import dev.waybill.console.topics.Broker;
import dev.waybill.events.Replay;
import dev.waybill.events.ReplayRange;
import dev.waybill.events.ReplayState;
import dev.waybill.schemas.http.ApiKeys;
import dev.waybill.schemas.http.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Replays by REST. One that is asked for runs at once, on all instances of the console. */
@RestController
@RequestMapping(path = "/v1/replays", produces = MediaType.APPLICATION_JSON_VALUE)
class ReplaysController {

    private final Planner planner;
    private final Replays replays;
    private final ReplayReports reports;
    private final Admin admin;
    private final ReplayFailures failures;
    private final Clock clock;

    ReplaysController(
            Planner planner,
            Replays replays,
            ReplayReports reports,
            Admin admin,
            ReplayFailures failures,
            Clock clock) {
        this.planner = planner;
        this.replays = replays;
        this.reports = reports;
        this.admin = admin;
        this.failures = failures;
        this.clock = clock;
    }

    /** Begins a replay, or with dry_run the counting of what it would copy. */
    @PostMapping
    ResponseEntity<ReplayStatus> begin(
            @Valid @RequestBody ReplayRequest request, @RequestAttribute(ApiKeys.USER) String user) {
        String id = "rpl_" + UUID.randomUUID().toString().replace("-", "");
        Replay replay;
        try {
            replay = planner.plan(request, id, user, now());
        } catch (KafkaException away) {
            throw Broker.away(away);
        }
        setStart(replay);
        reports.report(replays.tell(Replay.newBuilder(replay), replay.getRequestedAt()), null);
        return ResponseEntity.accepted()
                .location(URI.create("/v1/replays/" + id))
                .body(statusOf(replay));
    }

    /** Those that were asked for last, newest first. */
    @GetMapping
    List<ReplayStatus> newest(@RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return replays.newest(limit).stream().map(this::statusOf).toList();
    }

    @GetMapping("/{id}")
    ReplayStatus status(@PathVariable String id) {
        return statusOf(find(id));
    }

    @PostMapping("/{id}/pause")
    ReplayStatus pause(@PathVariable String id) {
        return set(id, ReplayState.PAUSED);
    }

    @PostMapping("/{id}/resume")
    ReplayStatus resume(@PathVariable String id) {
        return set(id, ReplayState.RUNNING);
    }

    /** Ends a replay where it is. What is copied stays copied. */
    @PostMapping("/{id}/cancel")
    ReplayStatus cancel(@PathVariable String id) {
        return set(id, ReplayState.CANCELLED);
    }

    private ReplayStatus set(String id, ReplayState state) {
        Replay replay = find(id);
        if (replay.getState() != state) {
            if (ReplayReports.ENDED.contains(replay.getState())) {
                throw Problem.of(
                        HttpStatus.CONFLICT,
                        "replay-ended",
                        "The replay is " + replay.getState().name().toLowerCase(Locale.ROOT));
            }
            replay = replays.tell(Replay.newBuilder(replay).setState(state), now());
            reports.report(replay, null);
        }
        return statusOf(replay);
    }

    private ReplayStatus statusOf(Replay replay) {
        return reports.statusOf(replay, failures.of(replay));
    }

    private Replay find(String id) {
        return replays.find(id)
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is no replay " + id));
    }

    /** The group begins there, whichever instance is its first member. */
    private void setStart(Replay replay) {
        Broker.await(admin.alterConsumerGroupOffsets(
                        CopyClients.group(replay.getId()),
                        replay.getRanges().stream()
                                .collect(Collectors.toMap(
                                        range -> new TopicPartition(replay.getTopic(), range.getPartition()),
                                        ReplaysController::start)))
                .all());
    }

    private static OffsetAndMetadata start(ReplayRange range) {
        return new OffsetAndMetadata(range.getStart(), Progress.NONE.text());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
