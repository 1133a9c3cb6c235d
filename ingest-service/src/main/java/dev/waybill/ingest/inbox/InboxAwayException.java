package dev.waybill.ingest.inbox;

import org.jspecify.annotations.Nullable;

/** The broker did not take a record in time, or refused it. The record may still have been appended. */
public final class InboxAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InboxAwayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
