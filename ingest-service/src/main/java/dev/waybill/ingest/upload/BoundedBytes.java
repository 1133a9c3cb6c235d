package dev.waybill.ingest.upload;

import dev.waybill.ingest.body.Body;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers bytes up to a limit, in memory that it holds for them. Beyond the limit what was gathered is let go. */
final class BoundedBytes {

    /** What an upload holds besides: its feed, and pieces of the usual size. */
    static final int BASE = 128 * 1024;

    private static final int USUAL = 8 * 1024;

    private final Body body;
    private final int limit;
    private byte @Nullable [] gathered;
    private int size;

    BoundedBytes(Body body, int limit) {
        this.body = body;
        this.limit = limit;
        this.gathered = new byte[Math.min(USUAL, limit)];
        body.hold(BASE);
    }

    /**
     * Adds a byte.
     *
     * @throws dev.waybill.ingest.body.BodiesFullException when there is no memory for it
     */
    void add(int next) {
        if (gathered == null) {
            return;
        }
        if (size == limit) {
            gathered = null;
            body.hold(BASE);
            return;
        }
        if (size == gathered.length) {
            int larger = (int) Math.min(limit, 2L * size);
            // this one and a copy of it
            body.hold(BASE + 2L * larger);
            gathered = Arrays.copyOf(gathered, larger);
        }
        gathered[size++] = (byte) next;
    }

    /** Returns what was gathered, or null when it was more than the limit. */
    byte @Nullable [] bytes() {
        return gathered == null ? null : Arrays.copyOf(gathered, size);
    }
}
