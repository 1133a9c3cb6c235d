package dev.waybill.ingest.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What EasyPost's API said to a request. */
sealed interface Answer {

    /** The shipment, as it came. */
    final class Found implements Answer {

        private final byte[] body;

        Found(byte[] body) {
            this.body = body;
        }

        byte[] body() {
            return body;
        }
    }

    /** There is none, for that account. */
    record Missing() implements Answer {}

    /**
     * Not now.
     *
     * @param reason what is the matter
     * @param pause how long EasyPost asks to wait; null when it does not say
     * @param overloaded whether it is the API as a whole that cannot, and not this request that fails
     */
    record NotNow(String reason, @Nullable Duration pause, boolean overloaded) implements Answer {}

    /** Never: asking again does not help. */
    record Refused(String reason) implements Answer {}
}
