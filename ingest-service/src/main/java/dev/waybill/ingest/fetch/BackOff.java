package dev.waybill.ingest.fetch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after a number of failures: twice as long each time up to a limit, the upper half of it at random. */
final class BackOff {

    private static final Duration MOST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 16;

    private final Duration first;
    private final RandomGenerator random;

    BackOff(Duration first, RandomGenerator random) {
        this.first = first;
        this.random = random;
    }

    Duration after(int failures) {
        long whole = Math.min(MOST.toMillis(), first.toMillis() << Math.min(failures, MOST_DOUBLINGS));
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
