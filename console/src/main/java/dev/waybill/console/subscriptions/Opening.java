package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.Readers;
import dev.waybill.events.DeliveryPositions;
import dev.waybill.events.PendingDelivery;
import dev.waybill.events.Subscription;
import dev.waybill.schemas.lifecycle.Stopping;
import dev.waybill.schemas.wire.AvroWire;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Begins the rounds of subscriptions, each where it was. */
final class Opening {

    private final Readers readers;
    private final Deliveries deliveries;
    private final Deliverers deliverers;
    private final Digests digests;
    private final LocalTime digestTime;
    private final AvroWire wire;
    private final Clock clock;

    /** @param digestTime when digests are sent, in UTC */
    Opening(
            Readers readers,
            Deliveries deliveries,
            Deliverers deliverers,
            Digests digests,
            LocalTime digestTime,
            AvroWire wire,
            Clock clock) {
        this.readers = readers;
        this.deliveries = deliveries;
        this.deliverers = deliverers;
        this.digests = digests;
        this.digestTime = digestTime;
        this.wire = wire;
        this.clock = clock;
    }

    /**
     * Begins.
     *
     * @param stopping once it begins, no round goes on for long
     * @param abandoned whether nothing may be written any more
     */
    Rounds open(Subscription subscription, Stopping stopping, BooleanSupplier abandoned) {
        // first, so that what can never be sent is not read again and again
        Channel channel = deliverers.channel(subscription);
        Deliveries.State state = deliveries.of(subscription.getId()).startingAt(subscription.getStartAt());
        DeliveryPositions known = state.positions();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var pending = new Pending(state.pending().stream()
                .map(one -> sinceChanged(one, subscription, now))
                .toList());
        Deliverer deliverer =
                deliverers.of(subscription, channel, Health.of(known, subscription.getChangedAt()), pending, stopping);
        var digestClock =
                new DigestClock(subscription, digests, digestTime, known == null ? null : known.getDigestAt(), now);
        deliveries.write(List.of(), state.over(), List.of(), null);
        var rounds = new Rounds(
                subscription,
                Lanes.of(subscription, known, readers),
                pending,
                deliverer,
                digestClock,
                deliveries,
                abandoned,
                reason -> deliverers.disable(subscription, reason),
                wire,
                clock);
        try {
            rounds.begin();
        } catch (RuntimeException | Error broken) {
            rounds.close();
            throw broken;
        }
        return rounds;
    }

    /** What failed before somebody changed the subscription is tried again at once. */
    private static PendingDelivery sinceChanged(PendingDelivery delivery, Subscription subscription, Instant now) {
        Instant tried = delivery.getLastAttemptAt();
        return tried == null || !tried.isBefore(subscription.getChangedAt())
                ? delivery
                : PendingDelivery.newBuilder(delivery).setDueAt(now).build();
    }
}
