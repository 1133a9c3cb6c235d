package dev.waybill.ingest.upload;

import java.util.ArrayList;
import java.util.List;

/** What became of an upload's lines so far. Not safe for use by several threads. */
final class Tally {

    private final int maxErrors;
    private final List<LineError> errors = new ArrayList<>();
    private long accepted;
    private long rejected;
    private long lastLine;

    Tally(int maxErrors) {
        this.maxErrors = maxErrors;
    }

    void accepted(long line) {
        accepted++;
        lastLine = line;
    }

    void rejected(long line, String reason) {
        rejected++;
        if (errors.size() < maxErrors) {
            errors.add(new LineError(line, reason));
        }
    }

    long accepted() {
        return accepted;
    }

    long rejected() {
        return rejected;
    }

    boolean empty() {
        return accepted + rejected == 0;
    }

    /** Returns the last line that the broker has; it has all good lines before it. 0 when it has none. */
    long lastLine() {
        return lastLine;
    }

    List<LineError> errors() {
        return List.copyOf(errors);
    }
}
