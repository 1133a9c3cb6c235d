package dev.waybill.console.subscriptions;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came back from a subscriber.
 *
 * @param status the HTTP status; null without an answer
 * @param text the first kilobyte of the answer; null without one
 * @param error why there is none; null with one
 * @param took how long it took
 * @param retryAfter how long the subscriber wants to be left alone; null when it does not say
 */
record Answer(
        @Nullable Integer status,
        @Nullable String text,
        @Nullable String error,
        Duration took,
        @Nullable Duration retryAfter) {

    private static final int GONE = 410;

    static Answer failed(String error, Duration took) {
        return new Answer(null, null, error, took, null);
    }

    /** Returns the same without a text that nobody may read. */
    Answer without(String secret) {
        return secret.length() <= 1
                ? this
                : new Answer(
                        status,
                        text == null ? null : text.replace(secret, "..."),
                        error == null ? null : error.replace(secret, "..."),
                        took,
                        retryAfter);
    }

    boolean isAccepted() {
        return status != null && status >= 200 && status < 300;
    }

    /** Whether the subscriber wants nothing any more. */
    boolean isGone() {
        return status != null && status == GONE;
    }
}
