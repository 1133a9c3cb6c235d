package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.Readers;
import dev.waybill.events.DeliveryPositions;
import dev.waybill.events.Subscription;
import dev.waybill.schemas.wire.AvroWire;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;

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

    /** @param stopping once it is zero, no round goes on for long */
    Rounds open(Subscription subscription, CountDownLatch stopping) {
        Deliveries.State state = deliveries.of(subscription.getId()).startingAt(subscription.getStartAt());
        DeliveryPositions known = state.positions();
        var pending = new Pending(state.pending());
        Deliverer deliverer =
                deliverers.of(subscription, known == null ? null : known.getFailingSince(), pending, stopping);
        var clockOfDigests = new DigestClock(
                subscription, digests, digestTime, known == null ? null : known.getDigestAt(), clock.instant());
        deliveries.write(List.of(), state.over(), List.of(), null);
        return new Rounds(
                subscription,
                Lanes.of(subscription, known, readers),
                pending,
                deliverer,
                clockOfDigests,
                deliveries,
                reason -> deliverers.disable(subscription, reason),
                wire,
                clock);
    }
}
