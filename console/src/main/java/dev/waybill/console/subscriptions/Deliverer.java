package dev.waybill.console.subscriptions;

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
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sends to one subscriber: several chains at a time, each in order, and decides what comes of it. One round at a time. */
final class Deliverer {

    /** For so long nothing is taken before nothing is sent any more. */
    static final Duration MOST_FAILURE = Duration.ofDays(5);

    private static final int PARALLEL = 8;
    private static final int MOST_OF_A_CHAIN = 50;

    private final Channel channel;
    private final Function<Event, String> format;
    private final Pending pending;
    private final Pace pace;
    private final Executor executor;
    private final CountDownLatch stopping;
    private final Clock clock;
    private final DoubleSupplier dice;
    private @Nullable Instant failingSince;

    private record Sent(PendingDelivery delivery, Answer answer, Instant at) {}

    /**
     * @param format makes the body of an event's message
     * @param failingSince as the round before said it
     * @param pending is kept up to date
     * @param stopping once it is zero, nothing else is sent
     * @param dice from 0 to 1
     */
    Deliverer(
            Channel channel,
            Function<Event, String> format,
            @Nullable Instant failingSince,
            Pending pending,
            Pace pace,
            Executor executor,
            CountDownLatch stopping,
            Clock clock,
            DoubleSupplier dice) {
        this.channel = channel;
        this.format = format;
        this.failingSince = failingSince;
        this.pending = pending;
        this.pace = pace;
        this.executor = executor;
        this.stopping = stopping;
        this.clock = clock;
        this.dice = dice;
    }

    String body(Event event) {
        return format.apply(event);
    }

    /** Delivers chains, each until one of it fails. What was not sent is pending afterwards. */
    Outcome deliver(Collection<List<PendingDelivery>> chains) {
        List<List<PendingDelivery>> all = List.copyOf(chains);
        List<Sent> sent = send(all);
        var outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), null, null);
        sent.forEach(one -> settle(one, outcome));
        Set<PendingDelivery> tried = Collections.newSetFromMap(new IdentityHashMap<>());
        sent.forEach(one -> tried.add(one.delivery()));
        for (List<PendingDelivery> chain : all) {
            chain.stream()
                    .filter(delivery -> !tried.contains(delivery) && !pending.has(delivery))
                    .forEach(delivery -> hold(delivery, outcome));
        }
        return new Outcome(outcome.pending(), outcome.ended(), outcome.attempts(), failingSince, disabled(sent));
    }

    /** Returns what was sent, in the order of time. */
    private List<Sent> send(List<List<PendingDelivery>> chains) {
        Queue<List<PendingDelivery>> left = new ConcurrentLinkedQueue<>(chains);
        List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
        Runnable sender = () -> {
            for (List<PendingDelivery> chain = left.poll(); chain != null && goesOn(); chain = left.poll()) {
                send(chain, sent);
            }
        };
        if (chains.size() <= 1) {
            sender.run();
        } else {
            CompletableFuture.allOf(IntStream.range(0, Math.min(PARALLEL, chains.size()))
                            .mapToObj(one -> CompletableFuture.runAsync(sender, executor))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        return sent.stream().sorted(Comparator.comparing(Sent::at)).toList();
    }

    private void send(List<PendingDelivery> chain, List<Sent> sent) {
        for (PendingDelivery delivery : chain.subList(0, Math.min(MOST_OF_A_CHAIN, chain.size()))) {
            if (!mayGoOn(pace.turn())) {
                return;
            }
            Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Answer answer = channel.send(Message.id(delivery.getEventId()), delivery.getBody(), at);
            sent.add(new Sent(delivery, answer, at));
            if (!answer.isAccepted()) {
                return;
            }
        }
    }

    private void settle(Sent sent, Outcome outcome) {
        PendingDelivery delivery = sent.delivery();
        int attempts = delivery.getAttempts() + 1;
        Instant first = delivery.getFirstAttemptAt() == null ? sent.at() : delivery.getFirstAttemptAt();
        if (sent.answer().isAccepted()) {
            failingSince = null;
            end(delivery, outcome);
            outcome.attempts().add(attempt(sent, attempts, DeliveryOutcome.DELIVERED, null));
            return;
        }
        if (failingSince == null) {
            failingSince = sent.at();
        }
        // where nothing else is taken either, it is not this one's fault
        if (RetrySchedule.isOver(attempts) && first.isBefore(failingSince)) {
            end(delivery, outcome);
            outcome.attempts().add(attempt(sent, attempts, DeliveryOutcome.GIVEN_UP, null));
            return;
        }
        Duration delay = RetrySchedule.delay(attempts, dice.getAsDouble());
        Duration wanted = sent.answer().retryAfter();
        Instant due = sent.at().plus(wanted == null || wanted.compareTo(delay) < 0 ? delay : wanted);
        hold(
                PendingDelivery.newBuilder(delivery)
                        .setAttempts(attempts)
                        .setFirstAttemptAt(first)
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
        return failed && failingSince != null && !clock.instant().isBefore(failingSince.plus(MOST_FAILURE))
                ? "Nothing was taken since " + failingSince
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

    private boolean goesOn() {
        return stopping.getCount() > 0;
    }

    /** Waits for the next turn. */
    private boolean mayGoOn(long nanos) {
        try {
            return nanos <= 0 ? goesOn() : !stopping.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
