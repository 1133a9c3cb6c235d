package dev.waybill.console.subscriptions;

import dev.waybill.console.subscriptions.Sender.Sent;
import dev.waybill.console.topics.Event;
import dev.waybill.events.DeliveryAttempt;
import dev.waybill.events.DeliveryOutcome;
import dev.waybill.events.PendingDelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Delivers to one subscriber, and decides what comes of what was sent. One round at a time. */
final class Deliverer {

    /** For so long nothing is taken before nothing is sent any more. */
    static final Duration MOST_FAILURE = Duration.ofDays(5);

    private static final Duration OUTAGE = Duration.ofMinutes(1);
    private static final int OUTAGE_CHAINS = 3;

    private final Sender sender;
    private final Function<Event, String> format;
    private final Pending pending;
    private final Clock clock;
    private final DoubleSupplier dice;
    private Health health;

    /**
     * @param format makes the body of an event's message
     * @param health as the round before said it
     * @param pending is kept up to date
     * @param dice from 0 to 1
     */
    Deliverer(
            Sender sender,
            Function<Event, String> format,
            Health health,
            Pending pending,
            Clock clock,
            DoubleSupplier dice) {
        this.sender = sender;
        this.format = format;
        this.health = health;
        this.pending = pending;
        this.clock = clock;
        this.dice = dice;
    }

    String body(Event event) {
        return format.apply(event);
    }

    /** Whether the subscriber has asked to be left alone for a while. */
    boolean isQuiet(Instant now) {
        return sender.isQuiet(now);
    }

    /** Delivers chains, each until one of it fails, and for a while. What was not sent is pending afterwards. */
    Outcome deliver(Collection<List<PendingDelivery>> chains) {
        List<List<PendingDelivery>> all = List.copyOf(chains);
        List<Sent> sent = sender.send(all);
        Instant failedSince = health.failingSince();
        var outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), health, null);
        sent.forEach(one -> settle(one, outcome));
        Set<PendingDelivery> tried = Collections.newSetFromMap(new IdentityHashMap<>());
        sent.forEach(one -> tried.add(one.delivery()));
        for (List<PendingDelivery> chain : all) {
            chain.stream()
                    .filter(delivery -> !tried.contains(delivery) && !pending.has(delivery))
                    .forEach(delivery -> hold(delivery, outcome));
        }
        if (failedSince != null && health.tookSince(failedSince.plus(OUTAGE))) {
            tryAgain(failedSince, outcome);
        }
        return new Outcome(outcome.pending(), outcome.ended(), outcome.attempts(), health, disabled(sent));
    }

    /** After an outage nobody waits out a schedule that was made for it. One event that fails is none. */
    private void tryAgain(Instant failedSince, Outcome outcome) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<PendingDelivery> waiting = pending.firsts().stream()
                .filter(one -> one.getDueAt().isAfter(now)
                        && 2 * one.getRefusals() < Math.max(1, one.getAttempts())
                        && one.getLastAttemptAt() != null
                        && !one.getLastAttemptAt().isBefore(failedSince))
                .toList();
        if (waiting.size() >= OUTAGE_CHAINS) {
            waiting.forEach(
                    one -> hold(PendingDelivery.newBuilder(one).setDueAt(now).build(), outcome));
        }
    }

    private void settle(Sent sent, Outcome outcome) {
        PendingDelivery delivery = sent.delivery();
        int attempts = delivery.getAttempts() + 1;
        if (sent.answer().isAccepted()) {
            health = health.taken(sent.at());
            end(delivery, outcome);
            outcome.attempts().add(attempt(sent, attempts, DeliveryOutcome.DELIVERED, null));
            return;
        }
        int refusals = delivery.getRefusals() + (health.tookSince(delivery.getLastAttemptAt()) ? 1 : 0);
        Instant first = delivery.getFirstAttemptAt() == null ? sent.at() : delivery.getFirstAttemptAt();
        health = health.failed(sent.at());
        if (RetrySchedule.isOver(attempts, refusals, Duration.between(first, sent.at()))) {
            end(delivery, outcome);
            outcome.attempts().add(attempt(sent, attempts, DeliveryOutcome.GIVEN_UP, null));
            return;
        }
        Duration delay = RetrySchedule.delay(attempts, dice.getAsDouble());
        Duration asked = sent.answer().retryAfter();
        Instant due = sent.at().plus(asked == null || asked.compareTo(delay) < 0 ? delay : asked);
        hold(
                PendingDelivery.newBuilder(delivery)
                        .setAttempts(attempts)
                        .setRefusals(refusals)
                        .setFirstAttemptAt(first)
                        .setLastAttemptAt(sent.at())
                        .setDueAt(due)
                        .build(),
                outcome);
        outcome.attempts().add(attempt(sent, attempts, DeliveryOutcome.FAILED, due));
    }

    private void hold(PendingDelivery delivery, Outcome outcome) {
        pending.put(delivery);
        outcome.pending().add(delivery);
    }

    private void end(PendingDelivery delivery, Outcome outcome) {
        if (pending.has(delivery)) {
            pending.remove(delivery);
            outcome.ended().add(delivery);
        }
    }

    private @Nullable String disabled(List<Sent> sent) {
        if (sent.stream().anyMatch(one -> one.answer().isGone())) {
            return "The subscriber answered 410 Gone";
        }
        boolean failed = sent.stream().anyMatch(one -> !one.answer().isAccepted());
        Instant since = health.failingSince();
        return failed && since != null && !clock.instant().isBefore(since.plus(MOST_FAILURE))
                ? "Nothing was taken since " + since
                : null;
    }

    private static DeliveryAttempt attempt(Sent sent, int attempts, DeliveryOutcome outcome, @Nullable Instant due) {
        PendingDelivery delivery = sent.delivery();
        return DeliveryAttempt.newBuilder()
                .setId("dat_" + UUID.randomUUID().toString().replace("-", ""))
                .setSubscriptionId(delivery.getSubscriptionId())
                .setLane(delivery.getLane())
                .setMessageId(Message.id(delivery.getEventId()))
                .setEventType(delivery.getEventType())
                .setEventId(delivery.getEventId())
                .setEventKey(delivery.getEventKey())
                .setPartition(delivery.getPartition())
                .setOffset(delivery.getOffset())
                .setAttempt(attempts)
                .setAttemptedAt(sent.at())
                .setDurationMs((int) sent.answer().took().toMillis())
                .setOutcome(outcome)
                .setStatusCode(sent.answer().status())
                .setAnswer(sent.answer().text())
                .setError(sent.answer().error())
                .setDueAt(due)
                .build();
    }
}
