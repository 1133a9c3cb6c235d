package dev.waybill.ingest.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When to ask EasyPost for an account and when not: the rate, the waits after failures, what is too old, and what was missing lately. Used by one thread. */
final class Pace {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final Account account;
    private final TokenBucket bucket;
    private final BackOff backOff;
    private final MissingShipments missing;
    private final Clock clock;
    private final Duration maxAge;

    Pace(Account account, EasyPostProperties settings, RandomGenerator random, Clock clock) {
        this.account = account;
        this.bucket = new TokenBucket(settings.perSecond(), clock);
        this.backOff = new BackOff(FIRST_WAIT, random);
        this.missing = new MissingShipments(settings.forgetMissing(), clock);
        this.clock = clock;
        this.maxAge = settings.maxAge();
    }

    /** Returns the account whose pace it is. */
    Account account() {
        return account;
    }

    /** Returns zero when EasyPost may be asked now, else how long to wait before taking again. */
    Duration take() {
        return bucket.take();
    }

    /** Returns how long to wait after one more failure: what EasyPost asks for, but no less than the back-off. */
    Duration pause(int failures, @Nullable Duration asked) {
        Duration own = backOff.after(failures);
        return asked != null && asked.compareTo(own) > 0 ? asked : own;
    }

    boolean tooOld(Instant requestedAt) {
        return requestedAt.isBefore(clock.instant().minus(maxAge));
    }

    MissingShipments missing() {
        return missing;
    }
}
