package dev.waybill.ingest.upload;

import dev.waybill.ingest.body.Body;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The elements of a JSON array, as the bytes that they are. A piece has the number of its element. */
final class Elements extends Pieces {

    private long number;
    private boolean ended;

    /** Elements of the array that the feed is at. */
    Elements(Body body, ByteFeed feed, int limit) throws IOException {
        super(body, feed, limit);
        feed.next();
        if (feed.skipBlanks() == ']') {
            feed.next();
            ended = true;
        }
    }

    @Override
    @Nullable
    Piece next() throws IOException {
        if (ended) {
            return rest();
        }
        number++;
        BoundedBytes element = gathering();
        var nesting = new Nesting();
        feed().skipBlanks();
        int next = feed().next();
        while (next != ByteFeed.END && !(nesting.closed() && (next == ',' || next == ']'))) {
            element.add(next);
            nesting.follow(next);
            next = feed().next();
        }
        ended = next != ',';
        return next == ByteFeed.END
                ? Piece.unreadable(number, "the array ends before its closing bracket")
                : piece(number, element);
    }

    private @Nullable Piece rest() throws IOException {
        if (feed().skipBlanks() == ByteFeed.END) {
            return null;
        }
        while (feed().next() != ByteFeed.END) {
            // skipped: nothing after the array can be read as a part of it
        }
        return Piece.unreadable(number + 1, "something follows after the end of the array");
    }
}
