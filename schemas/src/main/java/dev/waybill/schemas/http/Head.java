package dev.waybill.schemas.http;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of the head that comes next on a connection.
 *
 * @param requests whose heads have come before
 * @param bytes that had come by then
 * @param since when some of it was there first; null when there is none yet
 */
record Head(long requests, long bytes, @Nullable Instant since) {

    static final Head NONE = new Head(0, 0, null);

    /**
     * Looks again.
     *
     * @param requests whose heads have come
     * @param answers that have gone
     * @param bytes that have come
     */
    Head seen(long requests, long answers, long bytes, Instant now) {
        if (requests != this.requests || answers < requests) {
            return new Head(requests, bytes, null);
        }
        return since == null && bytes > this.bytes ? new Head(requests, this.bytes, now) : this;
    }

    boolean late(Instant now, Duration patience) {
        return since != null && since.plus(patience).isBefore(now);
    }
}
