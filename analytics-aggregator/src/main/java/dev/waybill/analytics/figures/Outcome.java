package dev.waybill.analytics.figures;

import org.jspecify.annotations.Nullable;

/** How a shipment ended, or that it has not yet. */
public enum Outcome {
    DELIVERED,
    FAILED,
    IN_FLIGHT;

    static Outcome of(@Nullable String finalStatus) {
        return "delivered".equals(finalStatus) ? DELIVERED : "failed".equals(finalStatus) ? FAILED : IN_FLIGHT;
    }
}
