package dev.waybill.console.subscriptions;

import dev.waybill.events.PendingDelivery;
import dev.waybill.schemas.lifecycle.Stopping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Sends to one subscriber: several chains at a time, each in order, as fast as the subscriber wants it. One round at a time. */
final class Sender {

    /** After so much of a round nothing else is begun, so that what came of it is written and a change is heeded. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(10);

    private static final Duration LONGEST_QUIET = Duration.ofMinutes(15);
    private static final int PARALLEL = 8;
    private static final int MOST_OF_A_CHAIN = 50;

    private final Channel channel;
    private final Pace pace;
    private final Executor executor;
    private final Stopping stopping;
    private final BooleanSupplier wanted;
    private final Clock clock;
    private volatile Instant quietUntil = Instant.EPOCH;
    private volatile boolean gone;
    private volatile long roundEnds;

    /** What was sent at a time, and what came back. */
    record Sent(PendingDelivery delivery, Answer answer, Instant at) {}

    /**
     * @param stopping once it begins, nothing else is sent
     * @param wanted once it is not, nothing else is sent either
     */
    Sender(Channel channel, Pace pace, Executor executor, Stopping stopping, BooleanSupplier wanted, Clock clock) {
        this.channel = channel;
        this.pace = pace;
        this.executor = executor;
        this.stopping = stopping;
        this.wanted = wanted;
        this.clock = clock;
    }

    /** Whether the subscriber has asked to be left alone for a while. */
    boolean isQuiet(Instant now) {
        return now.isBefore(quietUntil);
    }

    /** Sends for a while, each chain until one of it fails, and returns what was sent in the order of time. */
    List<Sent> send(List<List<PendingDelivery>> chains) {
        roundEnds = System.nanoTime() + LONGEST_ROUND.toNanos();
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
            if (!mayGoOn(pace.turnBefore(roundEnds))) {
                return;
            }
            Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Answer answer = channel.send(Message.id(delivery.getEventId()), delivery.getBody(), at);
            sent.add(new Sent(delivery, answer, at));
            if (!answer.isAccepted()) {
                heed(answer, at);
                return;
            }
        }
    }

    /** At once, for all that are being sent. */
    private void heed(Answer answer, Instant at) {
        Duration asked = answer.retryAfter();
        if (asked != null) {
            Instant until = at.plus(asked.compareTo(LONGEST_QUIET) < 0 ? asked : LONGEST_QUIET);
            quietUntil = until.isAfter(quietUntil) ? until : quietUntil;
        }
        gone |= answer.isGone();
    }

    private boolean goesOn() {
        return !stopping.hasBegun()
                && System.nanoTime() - roundEnds < 0
                && wanted.getAsBoolean()
                && !gone
                && !isQuiet(clock.instant());
    }

    /** Waits for the next turn. */
    private boolean mayGoOn(long nanos) {
        if (nanos > 0 && nanos != Pace.NONE) {
            stopping.pause(Duration.ofNanos(nanos));
        }
        return nanos != Pace.NONE && goesOn();
    }
}
