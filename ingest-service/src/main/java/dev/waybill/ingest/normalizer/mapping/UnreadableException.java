package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.schemas.wire.DeadLetterReason;
import org.jspecify.annotations.Nullable;

/** A body from which no event can be made. Its message is the phrase of its reason. */
public final class UnreadableException extends RuntimeException {

    private final DeadLetterReason reason;

    public UnreadableException(DeadLetterReason reason) {
        this(reason, null);
    }

    public UnreadableException(DeadLetterReason reason, @Nullable Throwable cause) {
        super(reason.phrase(), cause);
        this.reason = reason;
    }

    /** Returns why. */
    public DeadLetterReason reason() {
        return reason;
    }
}
