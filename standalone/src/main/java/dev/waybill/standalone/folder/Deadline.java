package dev.waybill.standalone.folder;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The moment by which something is over, whatever its parts take. */
public record Deadline(long nanoTime) {

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** For a part after which others still need so much time. */
    public Deadline leaving(Duration time) {
        return new Deadline(nanoTime - time.toNanos());
    }

    /** 0 when it is past. */
    public long millisLeft() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime()));
    }

    public boolean isPast() {
        return nanoTime - System.nanoTime() <= 0;
    }
}
