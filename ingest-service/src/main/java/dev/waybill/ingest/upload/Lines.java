package dev.waybill.ingest.upload;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of NDJSON. A piece has the number of its line; blank lines count and are no pieces. */
final class Lines extends Pieces {

    Lines(ByteFeed feed, int limit) {
        super(feed, limit);
    }

    @Override
    @Nullable
    Piece next() throws IOException {
        if (feed().skipBlanks() == ByteFeed.END) {
            return null;
        }
        long number = feed().line();
        BoundedBytes line = gathering();
        for (int next = feed().next(); next != ByteFeed.END && next != '\n'; next = feed().next()) {
            line.add(next);
        }
        return piece(number, line);
    }
}
