package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.Broker;
import dev.waybill.events.Subscription;
import dev.waybill.events.SubscriptionKind;
import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.http.Times;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Subscriptions as those know them who ask by REST: found, changed and shown, or a problem that says why not. */
final class KnownSubscriptions {

    private final Subscriptions subscriptions;
    private final SubscriptionKeys keys;
    private final Deliveries deliveries;
    private final Clock clock;

    KnownSubscriptions(Subscriptions subscriptions, SubscriptionKeys keys, Deliveries deliveries, Clock clock) {
        this.subscriptions = subscriptions;
        this.keys = keys;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Returns all, oldest first. */
    List<Subscription> all() {
        requireKey();
        requireRead();
        return subscriptions.all().stream()
                .map(Subscriptions.Placed::subscription)
                .toList();
    }

    /** @throws Problem when there is none */
    Subscription find(String id) {
        requireKey();
        requireRead();
        return subscriptions
                .find(id)
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is no subscription " + id));
    }

    /** Returns one as all instances know it, to be changed. */
    Subscription newest(String id) {
        requireKey();
        subscriptions.requireAllKnown();
        return find(id);
    }

    /**
     * Tells a change of what is, once all that is slow was done.
     *
     * @throws Problem when somebody else has changed it meanwhile
     */
    Subscription tell(Subscription before, Subscription.Builder changed) {
        return subscriptions
                .tellUnlessChanged(before, changed, now())
                .orElseThrow(() -> Problem.of(
                        HttpStatus.CONFLICT, "changed-meanwhile", "Somebody else has changed it just now; try again"));
    }

    /** @throws Problem when the broker is away */
    Deliveries.State state(String id) {
        return await(() -> deliveries.of(id));
    }

    /** Returns what the broker answers. */
    static <T> T await(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (KafkaException away) {
            throw Broker.away(away);
        }
    }

    SubscriptionStatus status(Subscription subscription) {
        return status(subscription, null);
    }

    SubscriptionStatus status(Subscription subscription, Deliveries.@Nullable State state) {
        return SubscriptionStatus.of(subscription, target(subscription), null, state);
    }

    private String target(Subscription subscription) {
        try {
            return keys.open(subscription.getId(), subscription.getSealedTarget());
        } catch (IllegalStateException sealed) {
            return "";
        }
    }

    /** Returns its status with its secret, which only webhooks have. */
    SubscriptionStatus withSecret(Subscription subscription) {
        String secret = subscription.getKind() == SubscriptionKind.WEBHOOK
                ? keys.secret(subscription.getId(), subscription.getSecretVersion())
                : null;
        return SubscriptionStatus.of(subscription, target(subscription), secret, null);
    }

    /** @throws Problem when no key was given, from which all secrets follow */
    void requireKey() {
        if (!keys.isGiven()) {
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "no-subscription-key",
                    "Subscriptions need a key: set WAYBILL_SUBSCRIPTION_KEY to " + SubscriptionKeys.LEAST_LENGTH
                            + " random characters or more");
        }
    }

    /** Returns a time that has passed. */
    Instant time(@Nullable String text, String name) {
        return Times.of(text)
                .filter(time -> !time.isBefore(Instant.EPOCH) && !time.isAfter(clock.instant()))
                .orElseThrow(() -> SubscriptionRequest.bad(
                        name + " must be a time from 1970 to now, such as 2026-11-26T12:00:00Z"));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** After a start it takes a moment. */
    private void requireRead() {
        if (!subscriptions.areKnown()) {
            subscriptions.requireAllKnown();
        }
    }
}
