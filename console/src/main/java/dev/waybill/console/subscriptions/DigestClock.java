package dev.waybill.console.subscriptions;

import dev.waybill.events.DigestPeriod;
import dev.waybill.events.PendingDelivery;
import dev.waybill.events.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The digests of one subscription. Used by one thread. */
final class DigestClock {

    private static final Logger log = LoggerFactory.getLogger(DigestClock.class);
    private static final String LANE = "digest";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Subscription subscription;
    private final Digests digests;
    private final @Nullable DigestTimes times;
    private @Nullable Instant next;
    private Instant notBefore = Instant.EPOCH;

    /** @param next as it was written last; null when it never was */
    DigestClock(Subscription subscription, Digests digests, LocalTime time, @Nullable Instant next, Instant now) {
        DigestPeriod period = subscription.getDigest();
        this.subscription = subscription;
        this.digests = digests;
        this.times = period == null ? null : new DigestTimes(period, time);
        this.next = times == null ? null : next != null && times.has(next) ? next : times.after(now);
    }

    /** Returns when the next one is due; null when none ever is. */
    @Nullable
    Instant next() {
        return next;
    }

    /** Returns the digest that is due, once. While the database is away none is. */
    Optional<PendingDelivery> due(Instant now) {
        Instant due = next;
        if (times == null || due == null || due.isAfter(now) || notBefore.isAfter(now)) {
            return Optional.empty();
        }
        try {
            String mode = Objects.requireNonNullElse(subscription.getMode(), "production");
            String text = digests.text(due.minus(times.length()), now, mode, subscription.getCarrier());
            next = times.after(now);
            return Optional.of(PendingDelivery.newBuilder()
                    .setSubscriptionId(subscription.getId())
                    .setLane(LANE)
                    .setEventType(LANE)
                    .setPartition(0)
                    .setOffset(due.getEpochSecond())
                    .setEventKey(LANE)
                    .setEventId(subscription.getId() + "/digest/" + due)
                    .setBody(text)
                    .setAttempts(0)
                    .setRefusals(0)
                    .setDueAt(now)
                    .build());
        } catch (DataAccessException away) {
            log.warn("The digest of subscription {} has to wait: {}", subscription.getId(), away.toString());
            notBefore = now.plus(PAUSE);
            return Optional.empty();
        }
    }
}
