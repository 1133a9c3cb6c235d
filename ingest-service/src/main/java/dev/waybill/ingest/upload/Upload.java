package dev.waybill.ingest.upload;

import static dev.waybill.schemas.wire.RecordHeaders.header;

import dev.waybill.events.Source;
import dev.waybill.ingest.inbox.Inbox;
import dev.waybill.schemas.wire.RecordHeaders;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.Header;

/** One upload on its way into the inbox: several lines at a time, acknowledged in their order. */
final class Upload {

    private static final Header SOURCE =
            header(RecordHeaders.SOURCE, Source.POSTED.name().toLowerCase(Locale.ROOT));

    private final Inbox inbox;
    private final String operation;
    private final int inFlight;
    private final Tally tally;
    private final Deque<Sent> sent = new ArrayDeque<>();

    Upload(Inbox inbox, String operation, UploadProperties settings) {
        this.inbox = inbox;
        this.operation = operation;
        this.inFlight = settings.inFlight();
        this.tally = new Tally(settings.maxErrors());
    }

    /**
     * Appends all pieces.
     *
     * @throws dev.waybill.ingest.inbox.InboxAwayException when the broker stops taking them; the tally says how far it came
     * @throws IOException when the upload breaks off
     */
    void run(Pieces pieces) throws IOException {
        Header id = header(RecordHeaders.OPERATION, operation);
        try {
            for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
                String fault = piece.fault();
                if (fault == null) {
                    Header line = header(RecordHeaders.LINE, Long.toString(piece.number()));
                    sent.add(new Sent(piece.number(), inbox.begin(piece.bytes(), SOURCE, id, line)));
                    settle(inFlight - 1);
                } else {
                    tally.rejected(piece.number(), fault);
                }
            }
        } finally {
            settle(0);
        }
    }

    String operation() {
        return operation;
    }

    Tally tally() {
        return tally;
    }

    /** Takes up acknowledgements, and waits for them while more than that many are owed. */
    private void settle(int owed) {
        Sent first = sent.peek();
        while (first != null && (sent.size() > owed || first.append().isDone())) {
            Inbox.await(first.append());
            tally.accepted(first.line());
            sent.remove();
            first = sent.peek();
        }
    }

    private record Sent(long line, CompletableFuture<Void> append) {}
}
