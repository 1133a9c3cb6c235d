package dev.waybill.console.subscriptions;

import dev.waybill.events.DeliveryPositions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a subscriber takes anything.
 *
 * @param failingSince the first failure after the last success; null after a success
 * @param lastSuccess when something was taken last; null before that
 */
record Health(@Nullable Instant failingSince, @Nullable Instant lastSuccess) {

    static final Health UNKNOWN = new Health(null, null);

    /** Returns what was written; a failure before somebody changed the subscription does not count any more. */
    static Health of(@Nullable DeliveryPositions known, Instant changedAt) {
        if (known == null) {
            return UNKNOWN;
        }
        Instant failing = known.getFailingSince();
        return new Health(failing == null || failing.isBefore(changedAt) ? null : failing, known.getLastSuccessAt());
    }

    Health taken(Instant at) {
        return new Health(null, at);
    }

    Health failed(Instant at) {
        return failingSince == null ? new Health(at, lastSuccess) : this;
    }

    /** Whether something was taken after a time. */
    boolean tookSince(@Nullable Instant time) {
        return time != null && lastSuccess != null && lastSuccess.isAfter(time);
    }
}
