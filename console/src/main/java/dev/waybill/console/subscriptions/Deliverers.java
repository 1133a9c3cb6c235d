package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.Event;
import dev.waybill.events.Subscription;
import dev.waybill.events.SubscriptionKind;
import dev.waybill.schemas.lifecycle.Stopping;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSender;

/** Makes what sends to each subscriber. */
final class Deliverers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Deliverers.class);

    private final Subscriptions subscriptions;
    private final SubscriptionKeys keys;
    private final HttpPost http;
    private final Supplier<JavaMailSender> mail;
    private final String mailFrom;
    private final Clock clock;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "deliveries");
        thread.setDaemon(true);
        return thread;
    });

    /** @param mail fails with IllegalStateException while no mail server is configured */
    Deliverers(
            Subscriptions subscriptions,
            SubscriptionKeys keys,
            HttpPost http,
            Supplier<JavaMailSender> mail,
            String mailFrom,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.keys = keys;
        this.http = http;
        this.mail = mail;
        this.mailFrom = mailFrom;
        this.clock = clock;
    }

    /** Returns what sends to a subscriber. */
    Deliverer of(Subscription subscription, Channel channel, Health health, Pending pending, Stopping stopping) {
        var sender = new Sender(
                channel, new Pace(subscription.getRate()), executor, stopping, () -> isCurrent(subscription), clock);
        return new Deliverer(
                sender,
                format(subscription.getKind()),
                health,
                pending,
                clock,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Sends a message that tells nothing, and returns what came back. */
    Answer test(Subscription subscription) {
        Instant now = clock.instant();
        String id = Message.id(subscription.getId() + "/ping/" + now);
        String body = subscription.getKind() == SubscriptionKind.WEBHOOK
                ? Message.ping(subscription.getId(), now)
                : "Waybill can tell you here what happens to your parcels.";
        return channel(subscription).send(id, body, now);
    }

    /** Sends nothing any more, and says why, unless somebody has changed or deleted the subscription meanwhile. */
    void disable(Subscription subscription, String reason) {
        subscriptions
                .tellUnlessChanged(
                        subscription,
                        Subscription.newBuilder(subscription).setDisabled(reason),
                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                .ifPresent(told -> log.warn("Subscription {} is disabled: {}", told.getId(), reason));
    }

    private boolean isCurrent(Subscription subscription) {
        return subscriptions
                .find(subscription.getId())
                .filter(subscription::equals)
                .isPresent();
    }

    @Override
    public void close() {
        executor.shutdown();
    }

    /**
     * Returns the way to a subscriber.
     *
     * @throws IllegalStateException when there is none
     */
    Channel channel(Subscription subscription) {
        URI target = URI.create(keys.open(subscription.getId(), subscription.getSealedTarget()));
        return switch (subscription.getKind()) {
            case WEBHOOK -> new WebhookChannel(http, target, at -> secrets(subscription, at));
            case SLACK -> new ChatChannel(http, target);
            case EMAIL -> new EmailChannel(mail.get(), mailFrom, target.getSchemeSpecificPart());
            case UNKNOWN -> throw new IllegalStateException("A subscription of a kind that this version does not know");
        };
    }

    private static Function<Event, String> format(SubscriptionKind kind) {
        return kind == SubscriptionKind.WEBHOOK ? Message::webhook : Words::of;
    }

    private List<String> secrets(Subscription subscription, Instant at) {
        int version = subscription.getSecretVersion();
        Instant until = subscription.getPreviousSecretUntil();
        String secret = keys.secret(subscription.getId(), version);
        return until != null && at.isBefore(until)
                ? List.of(secret, keys.secret(subscription.getId(), version - 1))
                : List.of(secret);
    }
}
