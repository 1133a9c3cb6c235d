package dev.waybill.console.subscriptions;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** So many a second at most, evenly, by however many threads. */
final class Pace {

    static final long NONE = Long.MAX_VALUE;

    private final long nanos;
    private long next = System.nanoTime();

    /** @param rate a second; null for as many as there are */
    Pace(@Nullable Integer rate) {
        nanos = rate == null ? 0 : TimeUnit.SECONDS.toNanos(1) / rate;
    }

    /** Takes the next turn, and returns how long it is until then, in nanoseconds; {@link #NONE} when it is not before a time of System.nanoTime. */
    synchronized long turnBefore(long end) {
        long now = System.nanoTime();
        long turn = Math.max(now, next);
        if (turn - end >= 0) {
            return NONE;
        }
        next = turn + nanos;
        return turn - now;
    }
}
