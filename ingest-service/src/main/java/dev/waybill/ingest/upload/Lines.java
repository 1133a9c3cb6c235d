package dev.waybill.ingest.upload;

import dev.waybill.ingest.body.Body;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of NDJSON. A piece has the number of its line; blank lines count and are no pieces. */
final class Lines extends Pieces {

    Lines(Body body, ByteFeed feed, int limit) {
        super(body, feed, limit);
    }

    @Override
    @Nullable
    Piece next() throws IOException {
        BoundedBytes line = gathering();
        if (feed().skipBlanks() == ByteFeed.END) {
            return null;
        }
        long number = feed().line();
        for (int next = feed().next(); next != ByteFeed.END && next != '\n'; next = feed().next()) {
            line.add(next);
        }
        return piece(number, line);
    }
}
