package dev.waybill.console.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of the records of a partition so far. Kept as the metadata of the committed offset, so that it is as exact as that.
 *
 * @param copied or, in a dry run, counted
 * @param skipped which the filter left out
 * @param failed which the other topic does not take
 * @param first when the first that was copied was written, in milliseconds since 1970; 0 for none
 * @param last likewise
 * @param began how long before {@code at} the first one would have been handled, had there been no pauses, likewise
 * @param at when the last one was, or work was resumed
 */
record Progress(long copied, long skipped, long failed, long first, long last, long began, long at) {

    static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0);

    private static final int FIELDS = 7;

    /** Reads what {@link #text} wrote; nothing for any other text. */
    static Progress of(@Nullable String text) {
        String[] fields = text == null ? new String[0] : text.split(" ", -1);
        if (fields.length != FIELDS) {
            return NONE;
        }
        long[] values = new long[FIELDS];
        for (int i = 0; i < FIELDS; i++) {
            values[i] = Long.parseLong(fields[i]);
        }
        return new Progress(values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
    }

    String text() {
        return "%d %d %d %d %d %d %d".formatted(copied, skipped, failed, first, last, began, at);
    }

    Progress copy(long written, Instant now) {
        long oldest = first == 0 ? written : Math.min(first, written);
        return new Progress(
                copied + 1, skipped, failed, oldest, Math.max(last, written), began(now), now.toEpochMilli());
    }

    Progress skip(Instant now) {
        return new Progress(copied, skipped + 1, failed, first, last, began(now), now.toEpochMilli());
    }

    Progress fail(Instant now) {
        return new Progress(copied, skipped, failed + 1, first, last, began(now), now.toEpochMilli());
    }

    /** Returns the same, so that the time in which nobody worked on it counts for nothing. */
    Progress resumed(Instant now) {
        long idle = at == 0 ? 0 : Math.max(0, now.toEpochMilli() - at);
        return new Progress(copied, skipped, failed, first, last, began + idle, at + idle);
    }

    /** Returns what became of the records of both. */
    Progress plus(Progress other) {
        return new Progress(
                copied + other.copied,
                skipped + other.skipped,
                failed + other.failed,
                least(first, other.first),
                Math.max(last, other.last),
                least(began, other.began),
                Math.max(at, other.at));
    }

    private long began(Instant now) {
        return began == 0 ? now.toEpochMilli() : began;
    }

    private static long least(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }
}
