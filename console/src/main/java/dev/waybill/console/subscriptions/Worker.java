package dev.waybill.console.subscriptions;

import dev.waybill.console.subscriptions.Pending.Chain;
import dev.waybill.console.topics.Event;
import dev.waybill.console.topics.Readers;
import dev.waybill.console.topics.Told;
import dev.waybill.events.PendingDelivery;
import dev.waybill.events.Subscription;
import dev.waybill.schemas.wire.AvroWire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to one subscription, in rounds: reads some events, delivers them and what is due again, and writes what came of it before it reads
 * on. Ordering: by key and topic; what waits for another attempt holds up what has its key and nothing else. A duplicate: has the id of the
 * first. A poison record: is passed over. Whatever fails begins again at what was written last.
 */
final class Worker implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    static final Duration STOP_PATIENCE = HttpPost.PATIENCE.plusSeconds(10);
    /** How long what was read and wanted by nobody may be read again after a crash. */
    private static final Duration UNTOLD = Duration.ofSeconds(5);

    private final String id;
    private final Supplier<Optional<Subscription>> current;
    private final Readers readers;
    private final Deliveries deliveries;
    private final Deliverers deliverers;
    private final AvroWire wire;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param current the subscription as it is now */
    Worker(
            String id,
            Supplier<Optional<Subscription>> current,
            Readers readers,
            Deliveries deliveries,
            Deliverers deliverers,
            AvroWire wire,
            Clock clock) {
        this.id = id;
        this.current = current;
        this.readers = readers;
        this.deliveries = deliveries;
        this.deliverers = deliverers;
        this.wire = wire;
        this.clock = clock;
    }

    /** Begins the last round. */
    void stop() {
        stopping.countDown();
    }

    /** Returns when the last round is written, or it takes too long. */
    void awaitEnd() {
        try {
            if (!ended.await(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Subscription {} is still being delivered to", id);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        while (running()) {
            try {
                Optional<Subscription> subscription = current.get().filter(one -> one.getDisabled() == null);
                if (subscription.isPresent()) {
                    workFor(subscription.get());
                } else {
                    idle(PAUSE);
                }
            } catch (RuntimeException broken) {
                log.warn("Subscription {} is delivered to again in a moment: {}", id, broken.toString());
                idle(PAUSE);
            }
        }
        ended.countDown();
    }

    /** Until it is changed. */
    private void workFor(Subscription subscription) {
        Deliveries.State state = deliveries.of(id).startingAt(subscription.getStartAt());
        var pending = new Pending(state.pending());
        Deliverer deliverer = deliverers.of(
                subscription,
                state.positions() == null ? null : state.positions().getFailingSince(),
                pending,
                stopping);
        try (Lanes lanes = Lanes.of(subscription, state.positions(), readers)) {
            deliveries.write(List.of(), state.over(), List.of(), null);
            Instant told = Instant.EPOCH;
            while (running() && current.get().filter(subscription::equals).isPresent()) {
                Map<Chain, List<PendingDelivery>> chains = new LinkedHashMap<>();
                pending.due(clock.instant()).forEach(chain -> chains.put(Chain.of(chain.get(0)), chain));
                List<PendingDelivery> held = new ArrayList<>();
                if (pending.isFull()) {
                    if (chains.isEmpty()) {
                        idle(wait(pending));
                    }
                } else {
                    read(subscription, lanes.poll(chains.isEmpty() ? wait(pending) : Duration.ZERO), deliverer)
                            .forEach(delivery -> sort(delivery, pending, chains, held));
                }
                Outcome outcome = deliverer.deliver(chains.values());
                Instant now = clock.instant();
                if (!chains.isEmpty() || !held.isEmpty() || now.isAfter(told.plus(UNTOLD))) {
                    held.addAll(outcome.pending());
                    deliveries.write(
                            held,
                            outcome.ended(),
                            outcome.attempts(),
                            lanes.told(subscription, outcome.disabled() == null ? outcome.failingSince() : null));
                    told = now;
                }
                if (outcome.disabled() != null) {
                    deliverers.disable(subscription, outcome.disabled());
                }
            }
        }
    }

    private List<PendingDelivery> read(Subscription subscription, List<Lanes.Read> records, Deliverer deliverer) {
        var wanted =
                new Told(subscription.getShipmentId(), null, subscription.getCarrier(), subscription.getMode(), null);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var deliveries = new ArrayList<PendingDelivery>();
        for (Lanes.Read one : records) {
            Event.of(one.record(), wire)
                    .filter(event -> event.told().says(wanted))
                    .ifPresent(event -> deliveries.add(PendingDelivery.newBuilder()
                            .setSubscriptionId(id)
                            .setLane(one.lane())
                            .setEventType(event.type().text())
                            .setPartition(one.record().partition())
                            .setOffset(one.record().offset())
                            .setEventKey(Objects.requireNonNullElse(event.key(), ""))
                            .setEventId(Message.eventId(event))
                            .setBody(deliverer.body(event))
                            .setAttempts(0)
                            .setDueAt(now)
                            .build()));
        }
        return deliveries;
    }

    /** To those that are delivered now, or behind what is pending of its key. */
    private static void sort(
            PendingDelivery delivery,
            Pending pending,
            Map<Chain, List<PendingDelivery>> chains,
            List<PendingDelivery> held) {
        Chain chain = Chain.of(delivery);
        if (pending.holds(chain)) {
            pending.put(delivery);
            held.add(delivery);
        } else {
            chains.computeIfAbsent(chain, first -> new ArrayList<>()).add(delivery);
        }
    }

    private Duration wait(Pending pending) {
        return pending.nextDue()
                .map(due -> Duration.between(clock.instant(), due))
                .filter(until -> until.compareTo(LONGEST_WAIT) < 0)
                .map(until -> until.isNegative() ? Duration.ZERO : until)
                .orElse(LONGEST_WAIT);
    }

    private boolean running() {
        return stopping.getCount() > 0;
    }

    private void idle(Duration time) {
        try {
            if (stopping.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("Subscription {} is delivered to no more", id);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}
