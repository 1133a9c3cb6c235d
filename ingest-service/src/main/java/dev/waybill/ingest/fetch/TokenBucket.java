package dev.waybill.ingest.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A rate with a burst of one second's worth. Used by one thread. */
final class TokenBucket {

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double size;
    private final Clock clock;
    private double tokens;
    private Instant filled;

    TokenBucket(double perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.size = Math.max(1, perSecond);
        this.clock = clock;
        this.tokens = size;
        this.filled = clock.instant();
    }

    /** Takes a token and returns zero, or takes none and returns how long it is until there is one. */
    Duration take() {
        Instant now = clock.instant();
        double passed = Math.max(0, Duration.between(filled, now).toNanos() / NANOS);
        tokens = Math.min(size, tokens + passed * perSecond);
        filled = now;
        if (tokens >= 1) {
            tokens--;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - tokens) / perSecond * NANOS));
    }
}
