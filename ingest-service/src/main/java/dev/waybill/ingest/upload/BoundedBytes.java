package dev.waybill.ingest.upload;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Gathers bytes up to a limit. Beyond it what was gathered is let go. */
final class BoundedBytes {

    private static final int USUAL = 8 * 1024;

    private final int limit;
    private @Nullable ByteArrayOutputStream gathered = new ByteArrayOutputStream(USUAL);

    BoundedBytes(int limit) {
        this.limit = limit;
    }

    void add(int next) {
        if (gathered == null) {
            return;
        }
        if (gathered.size() == limit) {
            gathered = null;
        } else {
            gathered.write(next);
        }
    }

    /** Returns what was gathered, or null when it was more than the limit. */
    byte @Nullable [] bytes() {
        return gathered == null ? null : gathered.toByteArray();
    }
}
