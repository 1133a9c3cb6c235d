package dev.waybill.console.subscriptions;

import dev.waybill.events.Redelivery;
import dev.waybill.events.Subscription;
import dev.waybill.schemas.http.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was sent to a subscriber, and what shall be sent once more, by REST. */
@RestController
@RequestMapping(path = "/v1/subscriptions/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class RedeliveriesController {

    private static final int MOST_REDELIVERIES = 20;

    private static final Set<String> OUTCOMES = Set.of("delivered", "failed", "given_up");

    private final KnownSubscriptions known;
    private final Stretches stretches;
    private final Attempts attempts;
    private final Clock clock;

    RedeliveriesController(KnownSubscriptions known, Stretches stretches, JdbcClient database, Clock clock) {
        this.known = known;
        this.stretches = stretches;
        this.attempts = new Attempts(database);
        this.clock = clock;
    }

    /** Tells something once more. */
    @PostMapping("/redeliveries")
    ResponseEntity<SubscriptionStatus> redeliver(@PathVariable String id, @RequestBody RedeliveryRequest request) {
        Subscription before = known.newest(id);
        Deliveries.State state = known.state(id);
        List<Redelivery> untaken = before.getRedeliveries().stream()
                .filter(one -> state.positions() == null
                        || one.getRequestedAt().isAfter(state.positions().getRedeliveriesTakenAt()))
                .toList();
        if (untaken.size() >= MOST_REDELIVERIES) {
            throw Problem.of(
                    HttpStatus.TOO_MANY_REQUESTS, "too-many-redeliveries", "So many redeliveries have not begun yet");
        }
        List<Redelivery> all = new ArrayList<>(before.getRedeliveries());
        Instant last =
                all.isEmpty() ? before.getCreatedAt() : all.get(all.size() - 1).getRequestedAt();
        Instant now = known.now();
        all.add(stretch(before, request, now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS)));
        Subscription asked = known.tell(
                before,
                Subscription.newBuilder(before)
                        .setRedeliveries(all.subList(Math.max(0, all.size() - MOST_REDELIVERIES), all.size())));
        return ResponseEntity.accepted().body(known.status(asked, state));
    }

    /**
     * What was sent last, newest first, and what came of it.
     *
     * @param before what was sent before a time, such as that of the last one of the page before
     */
    @GetMapping("/attempts")
    String attempts(
            @PathVariable String id,
            @RequestParam @Nullable String outcome,
            @RequestParam(name = "message_id") @Nullable String message,
            @RequestParam @Nullable String before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        known.find(id);
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            throw SubscriptionRequest.bad("outcome must be delivered, failed or given_up");
        }
        return attempts.newest(
                id, outcome, message, before == null ? clock.instant() : known.time(before, "before"), limit);
    }

    private Redelivery stretch(Subscription subscription, RedeliveryRequest request, Instant now) {
        if ((request.message() == null) == (request.from() == null)
                || (request.message() != null && request.to() != null)) {
            throw SubscriptionRequest.bad("A redelivery needs a message, or from and perhaps to");
        }
        if (request.message() == null) {
            Instant from = known.time(request.from(), "from");
            Instant to = request.to() == null ? null : known.time(request.to(), "to");
            if (to != null && !from.isBefore(to)) {
                throw SubscriptionRequest.bad("from must be before to");
            }
            return KnownSubscriptions.await(() -> stretches.between(subscription, from, to, now));
        }
        return attempts.placeOf(subscription.getId(), request.message())
                .map(place -> KnownSubscriptions.await(
                        () -> stretches.at(place.type(), place.partition(), place.offset(), now)))
                .orElseThrow(() ->
                        Problem.of(HttpStatus.NOT_FOUND, "not-found", "Nothing was sent as " + request.message()));
    }
}
