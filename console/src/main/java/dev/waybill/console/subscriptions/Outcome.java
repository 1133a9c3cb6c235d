package dev.waybill.console.subscriptions;

import dev.waybill.events.DeliveryAttempt;
import dev.waybill.events.PendingDelivery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one round of deliveries.
 *
 * @param pending what is pending now and was not, or was otherwise
 * @param ended what was pending and is no more
 * @param disabled why nothing is to be sent any more; null while something is
 */
record Outcome(
        List<PendingDelivery> pending,
        List<PendingDelivery> ended,
        List<DeliveryAttempt> attempts,
        Health health,
        @Nullable String disabled) {}
