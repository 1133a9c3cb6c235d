package dev.waybill.ingest.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body up to a limit, and no byte further than to know that it is longer. Memory grows with what has come, not with what is
 * announced: who announces much and sends little holds little.
 */
final class BoundedBody {

    private static final int FIRST = 8 << 10;
    private static final int FACTOR = 2;

    private BoundedBody() {}

    /**
     * Returns the body, or null when it is longer than the limit.
     *
     * @param announced its length, or less than 0 when that is not known
     * @param hold is told the bytes of memory in use before they are taken
     */
    static byte @Nullable [] read(InputStream in, long announced, int limit, LongConsumer hold) throws IOException {
        int most = announced < 0 ? limit : (int) Math.min(announced, limit);
        hold.accept(Math.min(FIRST, most));
        byte[] body = new byte[Math.min(FIRST, most)];
        int size = in.readNBytes(body, 0, body.length);
        while (size == body.length && size < most) {
            int larger = (int) Math.min(most, (long) FACTOR * size);
            hold.accept((long) size + larger);
            body = Arrays.copyOf(body, larger);
            size += in.readNBytes(body, size, larger - size);
        }
        if (size == limit && in.read() >= 0) {
            return null;
        }
        return size == body.length ? body : Arrays.copyOf(body, size);
    }
}
