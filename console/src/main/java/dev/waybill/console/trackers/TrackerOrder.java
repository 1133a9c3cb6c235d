package dev.waybill.console.trackers;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A tracker that somebody wants.
 *
 * @param carrier EasyPost's name of it; null to let EasyPost find out
 * @param account EasyPost's id of the user whose API key to use; null for the default one
 */
@JsonNaming(SnakeCaseStrategy.class)
record TrackerOrder(
        @Nullable String trackingCode,
        @Nullable String carrier,
        @Nullable String account) {

    private static final int LONGEST = 100;

    TrackerOrder {
        trackingCode = blankToNull(trackingCode);
        carrier = blankToNull(carrier);
        account = blankToNull(account);
    }

    /** Returns why it cannot be made, null when nothing is known against it. */
    @Nullable
    String fault() {
        if (trackingCode == null) {
            return "no tracking_code";
        }
        return isTooLong(trackingCode) || isTooLong(carrier) || isTooLong(account)
                ? "longer than " + LONGEST + " characters"
                : null;
    }

    private static boolean isTooLong(@Nullable String text) {
        return text != null && text.length() > LONGEST;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
