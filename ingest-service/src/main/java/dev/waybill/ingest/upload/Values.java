package dev.waybill.ingest.upload;

import dev.waybill.ingest.body.Body;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Objects that follow each other and may each take many lines. A piece has the number of the line that it begins on. */
final class Values extends Pieces {

    Values(Body body, ByteFeed feed, int limit) {
        super(body, feed, limit);
    }

    @Override
    @Nullable
    Piece next() throws IOException {
        BoundedBytes value = gathering();
        int first = feed().skipBlanks();
        if (first == ByteFeed.END) {
            return null;
        }
        long number = feed().line();
        var nesting = new Nesting();
        boolean bracketed = first == '{' || first == '[';
        int next;
        do {
            next = feed().next();
            if (next != ByteFeed.END) {
                value.add(next);
                nesting.follow(next);
            }
        } while (next != ByteFeed.END && !(nesting.closed() && (bracketed || next == '\n')));
        return piece(number, value);
    }
}
