package dev.waybill.ingest.webhook;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a body of unknown length up to a limit, and no byte further than to know that it is longer. */
final class BoundedBody {

    private BoundedBody() {}

    /** Returns the body, or null when it is longer than that. */
    static byte @Nullable [] read(InputStream in, int limit) throws IOException {
        byte[] body = in.readNBytes(limit);
        return body.length == limit && in.read() >= 0 ? null : body;
    }
}
