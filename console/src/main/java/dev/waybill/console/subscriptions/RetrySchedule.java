package dev.waybill.console.subscriptions;

import java.time.Duration;
import java.util.List;

/** When a delivery that failed is tried again. */
final class RetrySchedule {

    /** After each attempt, from the first on; after the last of them none follows, if others are taken. */
    static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    private static final Duration LEAST = Duration.ofDays(1);
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

    /**
     * Whether an event is given up: all attempts were made, in a day at least, and half of them failed though the subscriber took something
     * else meanwhile. Where nothing is taken it is not the event's fault.
     */
    static boolean isOver(int attempts, int refusals, Duration since) {
        return attempts > DELAYS.size() && 2 * refusals >= attempts && since.compareTo(LEAST) >= 0;
    }
}
