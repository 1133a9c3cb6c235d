package dev.waybill.console.subscriptions;

import java.time.Duration;
import java.util.List;

/** When a delivery that failed is tried again. */
final class RetrySchedule {

    /** After each attempt, from the first on; after the last of them none follows, unless nothing at all is taken. */
    static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    private static final double SPREAD = 0.2;

    private RetrySchedule() {}

    /**
     * Returns how long to wait.
     *
     * @param attempts how many were made, at least 1
     * @param dice from 0 to 1, so that what failed together is not tried together
     */
    static Duration delay(int attempts, double dice) {
        Duration delay = DELAYS.get(Math.min(attempts, DELAYS.size()) - 1);
        return Duration.ofMillis(Math.round(delay.toMillis() * (1 - SPREAD / 2 + SPREAD * dice)));
    }

    /** Whether all attempts were made. */
    static boolean isOver(int attempts) {
        return attempts > DELAYS.size();
    }
}
