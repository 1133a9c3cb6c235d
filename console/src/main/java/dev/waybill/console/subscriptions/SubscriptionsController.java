package dev.waybill.console.subscriptions;

import dev.waybill.events.DigestPeriod;
import dev.waybill.events.Subscription;
import dev.waybill.events.SubscriptionKind;
import dev.waybill.schemas.http.ApiKeys;
import dev.waybill.schemas.http.Problem;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

    /** Each has a thread and some megabytes. */
    private static final int MOST_SUBSCRIPTIONS = 200;

    /** What a chat takes. */
    private static final int CHAT_RATE = 1;

    private final KnownSubscriptions known;
    private final Subscriptions subscriptions;
    private final SubscriptionKeys keys;
    private final Targets targets;
    private final Deliverers deliverers;

    SubscriptionsController(
            KnownSubscriptions known,
            Subscriptions subscriptions,
            SubscriptionKeys keys,
            Targets targets,
            Deliverers deliverers) {
        this.known = known;
        this.subscriptions = subscriptions;
        this.keys = keys;
        this.targets = targets;
        this.deliverers = deliverers;
    }

    /** Makes one. Its secret is told here and never again. */
    @PostMapping
    ResponseEntity<SubscriptionStatus> create(
            @Valid @RequestBody SubscriptionRequest request, @RequestAttribute(ApiKeys.USER) String user) {
        known.requireKey();
        String id = "sub_" + UUID.randomUUID().toString().replace("-", "");
        Instant now = known.now();
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
                .setStartAt(request.from() == null ? now : known.time(request.from(), "from"))
                .setRedeliveries(List.of())
                .setCreatedBy(user)
                .setTypesChangedAt(now)
                .setCreatedAt(now);
        Subscription made = subscriptions.tell(subscription, now);
        return ResponseEntity.created(URI.create("/v1/subscriptions/" + id)).body(known.withSecret(made));
    }

    /** All of them, oldest first. */
    @GetMapping
    List<SubscriptionStatus> all() {
        return known.all().stream().map(known::status).toList();
    }

    @GetMapping("/{id}")
    SubscriptionStatus one(@PathVariable String id) {
        return known.status(known.find(id), known.state(id));
    }

    /** Changes what is told, and where. */
    @PatchMapping("/{id}")
    SubscriptionStatus change(@PathVariable String id, @Valid @RequestBody SubscriptionRequest request) {
        Subscription before = known.newest(id);
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
                changed.setTypesChangedAt(known.now());
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
        return known.status(known.tell(before, changed));
    }

    /** Deletes one, and what is pending of it. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        subscriptions.delete(known.newest(id).getId());
    }

    /** Sends nothing until it is enabled. */
    @PostMapping("/{id}/disable")
    SubscriptionStatus disable(@PathVariable String id, @RequestAttribute(ApiKeys.USER) String user) {
        Subscription before = known.newest(id);
        return before.getDisabled() == null
                ? known.status(
                        known.tell(before, Subscription.newBuilder(before).setDisabled("By " + user)))
                : known.status(before);
    }

    /**
     * Goes on where it was: what came meanwhile is told.
     *
     * @param from begins anew at a time instead, and leaves out what is before
     */
    @PostMapping("/{id}/enable")
    SubscriptionStatus enable(@PathVariable String id, @RequestParam @Nullable String from) {
        Subscription before = known.newest(id);
        Subscription.Builder enabled = Subscription.newBuilder(before).setDisabled(null);
        if (from != null) {
            enabled.setStartAt(from.equals("now") ? known.now() : known.time(from, "from"));
        }
        return known.status(known.tell(before, enabled));
    }

    /** Makes a new secret, which signs from now on; the one before signs too for a day. */
    @PostMapping("/{id}/secret")
    SubscriptionStatus rotate(@PathVariable String id) {
        Subscription before = known.newest(id);
        if (before.getKind() != SubscriptionKind.WEBHOOK) {
            throw SubscriptionRequest.bad("Only webhooks are signed");
        }
        Subscription rotated = known.tell(
                before,
                Subscription.newBuilder(before)
                        .setSecretVersion(before.getSecretVersion() + 1)
                        .setPreviousSecretUntil(known.now().plus(OVERLAP)));
        return known.withSecret(rotated);
    }

    /** Sends a ping at once, once, and answers what came back. */
    @PostMapping("/{id}/test")
    TestStatus test(@PathVariable String id) {
        try {
            return TestStatus.of(deliverers.test(known.find(id)));
        } catch (IllegalStateException | BeansException unreachable) {
            throw Problem.of(HttpStatus.CONFLICT, "unreachable", String.valueOf(unreachable.getMessage()), unreachable);
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
}
