package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.Broker;
import dev.waybill.events.DigestPeriod;
import dev.waybill.events.Redelivery;
import dev.waybill.events.Subscription;
import dev.waybill.events.SubscriptionKind;
import dev.waybill.schemas.http.ApiKeys;
import dev.waybill.schemas.http.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions by REST. What is asked for is told to the instance that works on the subscription by its topic. */
@RestController
@RequestMapping(path = "/v1/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
class SubscriptionsController {

    /** For so long the secret before signs too. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private static final int MOST_REDELIVERIES = 20;
    /** Each has a thread and some megabytes. */
    private static final int MOST_SUBSCRIPTIONS = 200;

    /** What a chat takes. */
    private static final int CHAT_RATE = 1;

    private static final Set<String> OUTCOMES = Set.of("delivered", "failed", "given_up");

    private final Subscriptions subscriptions;
    private final SubscriptionKeys keys;
    private final Targets targets;
    private final Deliveries deliveries;
    private final Deliverers deliverers;
    private final Stretches stretches;
    private final Attempts attempts;
    private final Clock clock;

    SubscriptionsController(
            Subscriptions subscriptions,
            SubscriptionKeys keys,
            Targets targets,
            Deliveries deliveries,
            Deliverers deliverers,
            Stretches stretches,
            JdbcClient database,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.keys = keys;
        this.targets = targets;
        this.deliveries = deliveries;
        this.deliverers = deliverers;
        this.stretches = stretches;
        this.attempts = new Attempts(database);
        this.clock = clock;
    }

    /** Makes one. Its secret is told here and never again. */
    @PostMapping
    ResponseEntity<SubscriptionStatus> create(
            @Valid @RequestBody SubscriptionRequest request, @RequestAttribute(ApiKeys.USER) String user) {
        requireKey();
        String id = "sub_" + UUID.randomUUID().toString().replace("-", "");
        Instant now = now();
        SubscriptionKind kind = request.kindOrDefault();
        SubscriptionRequest.Filter filter =
                request.filter() == null ? SubscriptionRequest.Filter.NONE : request.filter();
        DigestPeriod digest = request.digestPeriod(kind);
        requireRoom();
        var subscription = Subscription.newBuilder()
                .setId(id)
                .setKind(kind)
                .setSealedTarget(keys.seal(id, targets.of(kind, request.url())))
                .setEventTypes(request.types(kind, digest != null))
                .setShipmentId(filter.shipmentId())
                .setCarrier(filter.carrier())
                .setMode(filter.mode())
                .setRate(rate(request, kind))
                .setDigest(digest)
                .setSecretVersion(1)
                .setStartAt(request.from() == null ? now : time(request.from(), "from"))
                .setRedeliveries(List.of())
                .setCreatedBy(user)
                .setTypesChangedAt(now)
                .setCreatedAt(now);
        Subscription made = subscriptions.tell(subscription, now);
        return ResponseEntity.created(URI.create("/v1/subscriptions/" + id)).body(withSecret(made));
    }

    /** All of them, oldest first. */
    @GetMapping
    List<SubscriptionStatus> all() {
        requireKey();
        requireRead();
        return subscriptions.all().stream()
                .map(placed -> status(placed.subscription()))
                .toList();
    }

    @GetMapping("/{id}")
    SubscriptionStatus one(@PathVariable String id) {
        Subscription subscription = find(id);
        return status(subscription, null, state(id));
    }

    /** Changes what is told, and where. */
    @PatchMapping("/{id}")
    SubscriptionStatus change(@PathVariable String id, @Valid @RequestBody SubscriptionRequest request) {
        Subscription before = newest(id);
        if (request.kind() != null || request.from() != null) {
            throw SubscriptionRequest.bad("kind stays what it is, and from is for enable");
        }
        Subscription.Builder changed = Subscription.newBuilder(before);
        if (request.url() != null) {
            changed.setSealedTarget(keys.seal(id, targets.of(before.getKind(), request.url())));
        }
        if (request.digest() != null) {
            changed.setDigest(request.digestPeriod(before.getKind()));
        }
        if (changed.getDigest() == null && before.getEventTypes().isEmpty() && request.eventTypes() == null) {
            throw SubscriptionRequest.bad("Without event_types and digest there is nothing to tell");
        }
        if (request.eventTypes() != null) {
            List<String> types = request.types(before.getKind(), changed.getDigest() != null);
            changed.setEventTypes(types);
            if (!before.getEventTypes().containsAll(types)) {
                changed.setTypesChangedAt(now());
            }
        }
        if (request.filter() != null) {
            changed.setShipmentId(request.filter().shipmentId())
                    .setCarrier(request.filter().carrier())
                    .setMode(request.filter().mode());
        }
        if (request.rate() != null) {
            changed.setRate(request.rateOrNone());
        }
        return status(tell(before, changed));
    }

    /** Deletes one, and what is pending of it. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        subscriptions.delete(newest(id).getId());
    }

    /** Sends nothing until it is enabled. */
    @PostMapping("/{id}/disable")
    SubscriptionStatus disable(@PathVariable String id, @RequestAttribute(ApiKeys.USER) String user) {
        Subscription before = newest(id);
        return before.getDisabled() == null
                ? status(tell(before, Subscription.newBuilder(before).setDisabled("By " + user)))
                : status(before);
    }

    /**
     * Goes on where it was: what came meanwhile is told.
     *
     * @param from begins anew at a time instead, and leaves out what is before
     */
    @PostMapping("/{id}/enable")
    SubscriptionStatus enable(@PathVariable String id, @RequestParam @Nullable String from) {
        Subscription before = newest(id);
        Subscription.Builder enabled = Subscription.newBuilder(before).setDisabled(null);
        if (from != null) {
            enabled.setStartAt(from.equals("now") ? now() : time(from, "from"));
        }
        return status(tell(before, enabled));
    }

    /** Makes a new secret, which signs from now on; the one before signs too for a day. */
    @PostMapping("/{id}/secret")
    SubscriptionStatus rotate(@PathVariable String id) {
        Subscription before = newest(id);
        if (before.getKind() != SubscriptionKind.WEBHOOK) {
            throw SubscriptionRequest.bad("Only webhooks are signed");
        }
        Subscription rotated = tell(
                before,
                Subscription.newBuilder(before)
                        .setSecretVersion(before.getSecretVersion() + 1)
                        .setPreviousSecretUntil(now().plus(OVERLAP)));
        return withSecret(rotated);
    }

    /** Sends a ping at once, once, and answers what came back. */
    @PostMapping("/{id}/test")
    TestStatus test(@PathVariable String id) {
        try {
            return TestStatus.of(deliverers.test(find(id)));
        } catch (IllegalStateException | BeansException unreachable) {
            throw Problem.of(HttpStatus.CONFLICT, "unreachable", String.valueOf(unreachable.getMessage()), unreachable);
        }
    }

    /** Tells something once more. */
    @PostMapping("/{id}/redeliveries")
    ResponseEntity<SubscriptionStatus> redeliver(@PathVariable String id, @RequestBody RedeliveryRequest request) {
        Subscription before = newest(id);
        Deliveries.State state = state(id);
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
        Instant now = now();
        all.add(stretch(before, request, now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS)));
        Subscription asked = tell(
                before,
                Subscription.newBuilder(before)
                        .setRedeliveries(all.subList(Math.max(0, all.size() - MOST_REDELIVERIES), all.size())));
        return ResponseEntity.accepted().body(status(asked, null, state));
    }

    /**
     * What was sent last, newest first, and what came of it.
     *
     * @param before what was sent before a time, such as that of the last one of the page before
     */
    @GetMapping("/{id}/attempts")
    String attempts(
            @PathVariable String id,
            @RequestParam @Nullable String outcome,
            @RequestParam(name = "message_id") @Nullable String message,
            @RequestParam @Nullable String before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        find(id);
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            throw SubscriptionRequest.bad("outcome must be delivered, failed or given_up");
        }
        return attempts.newest(id, outcome, message, before == null ? clock.instant() : time(before, "before"), limit);
    }

    private Redelivery stretch(Subscription subscription, RedeliveryRequest request, Instant now) {
        if ((request.message() == null) == (request.from() == null)
                || (request.message() != null && request.to() != null)) {
            throw SubscriptionRequest.bad("A redelivery needs a message, or from and perhaps to");
        }
        if (request.message() == null) {
            Instant from = time(request.from(), "from");
            Instant to = request.to() == null ? null : time(request.to(), "to");
            if (to != null && !from.isBefore(to)) {
                throw SubscriptionRequest.bad("from must be before to");
            }
            return await(() -> stretches.between(subscription, from, to, now));
        }
        return attempts.placeOf(subscription.getId(), request.message())
                .map(place -> await(() -> stretches.at(place.type(), place.partition(), place.offset(), now)))
                .orElseThrow(() ->
                        Problem.of(HttpStatus.NOT_FOUND, "not-found", "Nothing was sent as " + request.message()));
    }

    private Subscription find(String id) {
        requireKey();
        requireRead();
        return subscriptions
                .find(id)
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is no subscription " + id));
    }

    /** After a start it takes a moment. */
    private void requireRead() {
        if (!subscriptions.areKnown()) {
            subscriptions.requireAllKnown();
        }
    }

    /** Returns one as all instances know it, to be changed. */
    private Subscription newest(String id) {
        requireKey();
        subscriptions.requireAllKnown();
        return find(id);
    }

    /**
     * Tells a change of what is, once all that is slow was done.
     *
     * @throws Problem when somebody else has changed it meanwhile
     */
    private Subscription tell(Subscription before, Subscription.Builder changed) {
        return subscriptions
                .tellUnlessChanged(before, changed, now())
                .orElseThrow(() -> Problem.of(
                        HttpStatus.CONFLICT, "changed-meanwhile", "Somebody else has changed it just now; try again"));
    }

    private Deliveries.State state(String id) {
        return await(() -> deliveries.of(id));
    }

    private static <T> T await(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (KafkaException away) {
            throw Broker.away(away);
        }
    }

    private void requireRoom() {
        if (subscriptions.all().size() >= MOST_SUBSCRIPTIONS) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "too-many-subscriptions",
                    "There are " + MOST_SUBSCRIPTIONS + " subscriptions, which is as many as there may be");
        }
    }

    private static @Nullable Integer rate(SubscriptionRequest request, SubscriptionKind kind) {
        if (kind == SubscriptionKind.SLACK && request.rate() == null) {
            return CHAT_RATE;
        }
        return request.rateOrNone();
    }

    private SubscriptionStatus status(Subscription subscription) {
        return status(subscription, null, null);
    }

    private SubscriptionStatus status(
            Subscription subscription, @Nullable String secret, Deliveries.@Nullable State state) {
        return SubscriptionStatus.of(subscription, target(subscription), secret, state);
    }

    private String target(Subscription subscription) {
        try {
            return keys.open(subscription.getId(), subscription.getSealedTarget());
        } catch (IllegalStateException sealed) {
            return "";
        }
    }

    private SubscriptionStatus withSecret(Subscription subscription) {
        return status(
                subscription,
                subscription.getKind() == SubscriptionKind.WEBHOOK
                        ? keys.secret(subscription.getId(), subscription.getSecretVersion())
                        : null,
                null);
    }

    private void requireKey() {
        if (!keys.isGiven()) {
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "no-subscription-key",
                    "Subscriptions need a key: set WAYBILL_SUBSCRIPTION_KEY to " + SubscriptionKeys.LEAST_LENGTH
                            + " random characters or more");
        }
    }

    private Instant time(@Nullable String text, String name) {
        try {
            Instant time =
                    OffsetDateTime.parse(text == null ? "" : text).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (!time.isBefore(Instant.EPOCH) && !time.isAfter(clock.instant())) {
                return time;
            }
        } catch (DateTimeException none) {
            // said below
        }
        throw SubscriptionRequest.bad(name + " must be a time from 1970 to now, such as 2026-11-26T12:00:00Z");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
