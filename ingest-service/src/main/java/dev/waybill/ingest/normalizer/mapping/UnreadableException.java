package dev.waybill.ingest.normalizer.mapping;

import org.jspecify.annotations.Nullable;

/** A body from which no event can be made. Its message is one of few short phrases, by which dead letters are grouped. */
public final class UnreadableException extends RuntimeException {

    public UnreadableException(String reason) {
        this(reason, null);
    }

    public UnreadableException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
