package dev.waybill.console.subscriptions;

import dev.waybill.console.subscriptions.Pending.Chain;
import dev.waybill.console.topics.Event;
import dev.waybill.console.topics.Told;
import dev.waybill.events.DeliveryPositions;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries to one subscription as it is now. Each round reads some events, delivers them and what is due again, and writes what came of it
 * before the next one reads on. Ordering: by key and topic; what waits for another attempt holds up what has its key and nothing else. A
 * duplicate: has the id of the first. A poison record: is passed over. Used by one thread.
 */
final class Rounds implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    /** How long what was read and wanted by nobody may be read again after a crash. */
    private static final Duration UNTOLD = Duration.ofMinutes(1);
    /** While so much is pending that nothing is read, something is tried again this often. */
    private static final Duration PROBE = Duration.ofMinutes(5);
    /** New partitions are found by whoever begins anew. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Subscription subscription;
    private final Lanes lanes;
    private final Pending pending;
    private final Deliverer deliverer;
    private final DigestClock digests;
    private final Deliveries deliveries;
    private final BooleanSupplier abandoned;
    private final Consumer<String> disabling;
    private final AvroWire wire;
    private final Clock clock;
    private @Nullable DeliveryPositions written;
    private Instant writtenAt;
    private Instant probedAt = Instant.EPOCH;
    private final Instant begun;

    /**
     * @param abandoned whether nothing may be written any more
     * @param disabling is told why nothing is to be sent any more
     */
    Rounds(
            Subscription subscription,
            Lanes lanes,
            Pending pending,
            Deliverer deliverer,
            DigestClock digests,
            Deliveries deliveries,
            BooleanSupplier abandoned,
            Consumer<String> disabling,
            AvroWire wire,
            Clock clock) {
        this.subscription = subscription;
        this.lanes = lanes;
        this.pending = pending;
        this.deliverer = deliverer;
        this.digests = digests;
        this.deliveries = deliveries;
        this.abandoned = abandoned;
        this.disabling = disabling;
        this.wire = wire;
        this.clock = clock;
        this.begun = clock.instant();
        this.writtenAt = begun;
    }

    /** Writes where it begins, so that this is so for whoever goes on. */
    void begin() {
        write(deliverer.deliver(List.of()), new ArrayList<>(), true);
    }

    /** Whether it is time to begin anew. */
    boolean areOver() {
        return clock.instant().isAfter(begun.plus(LONGEST));
    }

    /** Waits a moment where nothing is to be done. */
    void round() {
        Instant now = now();
        if (deliverer.isQuiet(now)) {
            LockSupport.parkNanos(LONGEST_WAIT.toNanos());
            return;
        }
        Map<Chain, List<PendingDelivery>> chains = new LinkedHashMap<>();
        pending.due(now).forEach(chain -> chains.put(Chain.of(chain.get(0)), chain));
        List<PendingDelivery> held = new ArrayList<>();
        digests.due(now).ifPresent(digest -> sort(digest, chains, held));
        if (pending.isFull()) {
            probe(now, chains);
        } else {
            for (Lanes.Read one : lanes.poll(chains.isEmpty() ? wait(now) : Duration.ZERO)) {
                delivery(one).ifPresent(delivery -> sort(delivery, chains, held));
            }
        }
        write(deliverer.deliver(chains.values()), held, !chains.isEmpty() || !held.isEmpty());
    }

    /** Nothing is read that could be taken: whether the subscriber is back is only seen by trying. */
    private void probe(Instant now, Map<Chain, List<PendingDelivery>> chains) {
        if (!chains.isEmpty()) {
            return;
        }
        if (now.isAfter(probedAt.plus(PROBE))) {
            probedAt = now;
            pending.oldest().ifPresent(one -> chains.put(Chain.of(one), List.of(one)));
        } else {
            LockSupport.parkNanos(wait(now).toNanos());
        }
    }

    @Override
    public void close() {
        lanes.close();
        pending.close();
    }

    private void write(Outcome outcome, List<PendingDelivery> held, boolean matters) {
        if (!matters && clock.instant().isBefore(writtenAt.plus(UNTOLD))) {
            return;
        }
        DeliveryPositions positions = lanes.told(subscription)
                .setFailingSince(outcome.health().failingSince())
                .setLastSuccessAt(outcome.health().lastSuccess())
                .setDigestAt(digests.next())
                .build();
        if (abandoned.getAsBoolean()) {
            throw new IllegalStateException("It is somebody else's by now");
        }
        held.addAll(outcome.pending());
        deliveries.write(held, outcome.ended(), outcome.attempts(), positions.equals(written) ? null : positions);
        written = positions;
        writtenAt = clock.instant();
        if (outcome.disabled() != null) {
            disabling.accept(outcome.disabled());
        }
    }

    /** Returns nothing for what is not wanted. */
    private Optional<PendingDelivery> delivery(Lanes.Read read) {
        var wanted =
                new Told(subscription.getShipmentId(), null, subscription.getCarrier(), subscription.getMode(), null);
        return Event.of(read.record(), wire)
                .filter(event -> event.told().says(wanted))
                .map(event -> PendingDelivery.newBuilder()
                        .setSubscriptionId(subscription.getId())
                        .setLane(read.lane())
                        .setEventType(event.type().text())
                        .setPartition(read.record().partition())
                        .setOffset(read.record().offset())
                        .setEventKey(Objects.requireNonNullElse(event.key(), ""))
                        .setEventId(Message.eventId(event))
                        .setBody(deliverer.body(event))
                        .setAttempts(0)
                        .setRefusals(0)
                        .setDueAt(now())
                        .build());
    }

    /** To those that are delivered now, or behind what is pending of its key. */
    private void sort(PendingDelivery delivery, Map<Chain, List<PendingDelivery>> chains, List<PendingDelivery> held) {
        Chain chain = Chain.of(delivery);
        if (pending.holds(chain)) {
            pending.put(delivery);
            held.add(delivery);
        } else {
            chains.computeIfAbsent(chain, first -> new ArrayList<>()).add(delivery);
        }
    }

    private Duration wait(Instant now) {
        return pending.nextDue()
                .map(due -> Duration.between(now, due))
                .filter(until -> until.compareTo(LONGEST_WAIT) < 0)
                .map(until -> until.isNegative() ? Duration.ZERO : until)
                .orElse(LONGEST_WAIT);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
