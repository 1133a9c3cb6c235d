package dev.waybill.ingest.fetch;

import dev.waybill.schemas.wire.DeadLetterReason;
import java.time.Duration;

/** What became of a fetch request. */
sealed interface Outcome {

    /**
     * It is settled.
     *
     * @param how in one word
     */
    record Done(String how) implements Outcome {}

    /**
     * It is to be tried again.
     *
     * @param pause how long to wait before
     * @param failed whether this counts as a failed attempt
     */
    record Again(Duration pause, boolean failed) implements Outcome {}

    /**
     * It cannot be done.
     *
     * @param message what is known beside the reason
     */
    record Dropped(DeadLetterReason reason, String message) implements Outcome {}
}
