package dev.waybill.ingest.upload;

import dev.waybill.ingest.body.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An upload taken apart, one piece at a time and never more in memory, whatever its length. */
abstract sealed class Pieces permits Lines, Elements, Values {

    private final Body body;
    private final ByteFeed feed;
    private final int limit;

    Pieces(Body body, ByteFeed feed, int limit) {
        this.body = body;
        this.feed = feed;
        this.limit = limit;
    }

    /**
     * Returns the pieces of an upload: the lines of NDJSON, the elements of an array, else the objects that follow each other.
     *
     * @param ndjson whether it is said to be NDJSON; if not it is found out
     * @param limit bytes of the largest piece
     */
    static Pieces of(Body body, boolean ndjson, int limit) throws IOException {
        body.hold(BoundedBytes.BASE);
        var feed = new ByteFeed(body);
        feed.skipByteOrderMark();
        if (ndjson) {
            return new Lines(body, feed, limit);
        }
        int first = feed.skipBlanks();
        if (first == '[') {
            return new Elements(body, feed, limit);
        }
        if (first != '{') {
            return new Lines(body, feed, limit);
        }
        return oneLine(feed.ahead()) ? new Lines(body, feed, limit) : new Values(body, feed, limit);
    }

    /** Returns the next piece that is not blank, or null after the last. */
    abstract @Nullable Piece next() throws IOException;

    final ByteFeed feed() {
        return feed;
    }

    /** Begins a piece, which has time and memory of its own. */
    final BoundedBytes gathering() {
        body.goOn();
        return new BoundedBytes(body, limit);
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
        // a first line that is longer than what is ahead tells nothing, and values may stand in lines too
        return ahead.limit() < ahead.capacity();
    }
}
