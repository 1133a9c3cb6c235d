package dev.waybill.console.subscriptions;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What is to be told once more: one message, or what came in a time.
 *
 * @param message the webhook-id of an event that was sent before
 * @param from a time (RFC 3339)
 * @param to a time (RFC 3339), exclusive; null for now
 */
@JsonNaming(SnakeCaseStrategy.class)
record RedeliveryRequest(
        @Nullable String message,
        @Nullable String from,
        @Nullable String to) {}
