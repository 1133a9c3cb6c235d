package dev.waybill.ingest.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An upload taken apart, one piece at a time and never more in memory, whatever its length. */
abstract sealed class Pieces permits Lines, Elements, Values {

    private final ByteFeed feed;
    private final int limit;

    Pieces(ByteFeed feed, int limit) {
        this.feed = feed;
        this.limit = limit;
    }

    /**
     * Returns the pieces of an upload: the lines of NDJSON, the elements of an array, else the objects that follow each other.
     *
     * @param ndjson whether it is said to be NDJSON; if not it is found out
     * @param limit bytes of the largest piece
     */
    static Pieces of(InputStream in, boolean ndjson, int limit) throws IOException {
        var feed = new ByteFeed(in);
        feed.skipByteOrderMark();
        if (ndjson) {
            return new Lines(feed, limit);
        }
        int first = feed.skipBlanks();
        if (first == '[') {
            return new Elements(feed, limit);
        }
        if (first != '{') {
            return new Lines(feed, limit);
        }
        return oneLine(feed.ahead(limit)) ? new Lines(feed, limit) : new Values(feed, limit);
    }

    /** Returns the next piece that is not blank, or null after the last. */
    abstract @Nullable Piece next() throws IOException;

    final ByteFeed feed() {
        return feed;
    }

    final BoundedBytes gathering() {
        return new BoundedBytes(limit);
    }

    final Piece piece(long number, BoundedBytes gathered) {
        byte[] bytes = gathered.bytes();
        return bytes == null ? Piece.unreadable(number, "larger than " + limit + " bytes") : Piece.of(number, bytes);
    }

    private static boolean oneLine(ByteBuffer ahead) {
        var nesting = new Nesting();
        while (ahead.hasRemaining()) {
            byte next = ahead.get();
            if (next == '\n') {
                return nesting.closed();
            }
            nesting.follow(next);
        }
        return true;
    }
}
