package dev.waybill.schemas.http;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of the head that comes next on a connection.
 *
 * @param expected whether it may come now: not while a request is handled
 * @param bytes that had come before it
 * @param since when some of it was there first; null when there is none yet
 */
record Head(boolean expected, long bytes, @Nullable Instant since) {

    /** Of a new connection. */
    static final Head FIRST = new Head(true, 0, null);

    /** While a request is handled. */
    static final Head LATER = new Head(false, 0, null);

    /** Returns the one after a request, by whose end so many bytes had come. */
    static Head after(long bytes) {
        return new Head(true, bytes, null);
    }

    /** Looks again, when so many bytes have come. */
    Head seen(long bytes, Instant now) {
        return expected && since == null && bytes > this.bytes ? new Head(true, this.bytes, now) : this;
    }

    boolean late(Instant now, Duration patience) {
        return since != null && since.plus(patience).isBefore(now);
    }
}
