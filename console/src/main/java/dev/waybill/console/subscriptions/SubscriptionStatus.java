package dev.waybill.console.subscriptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.events.DeliveryPositions;
import dev.waybill.events.Redelivery;
import dev.waybill.events.Subscription;
import dev.waybill.events.SubscriptionKind;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A subscription as REST tells of it.
 *
 * @param url of a chat without its path, which lets everybody write there; empty when it was sealed with another key
 * @param secret only where it is made: whoever made it keeps it
 * @param pending how many events wait to be tried again, or behind one that does; null in lists
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubscriptionStatus(
        String id,
        String kind,
        String url,
        @Nullable String secret,
        List<String> eventTypes,
        SubscriptionRequest.Filter filter,
        @Nullable Integer rate,
        @Nullable String digest,
        boolean enabled,
        @Nullable String disabledReason,
        Instant startAt,
        String createdBy,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant previousSecretUntil,
        @Nullable Integer pending,
        @Nullable Instant failingSince,
        @Nullable List<RedeliveryStatus> redeliveries) {

    /** A redelivery, and whether all of it was read. */
    @JsonNaming(SnakeCaseStrategy.class)
    record RedeliveryStatus(String id, Instant requestedAt, boolean done) {}

    /**
     * Tells of a subscription.
     *
     * @param secret null where it is not told
     * @param state null where it is not told
     */
    static SubscriptionStatus of(
            Subscription subscription, String target, @Nullable String secret, Deliveries.@Nullable State state) {
        DeliveryPositions positions = state == null ? null : state.positions();
        return new SubscriptionStatus(
                subscription.getId(),
                subscription.getKind().name().toLowerCase(Locale.ROOT),
                subscription.getKind() == SubscriptionKind.SLACK && !target.isEmpty() ? withoutPath(target) : target,
                secret,
                subscription.getEventTypes(),
                new SubscriptionRequest.Filter(
                        subscription.getShipmentId(), subscription.getCarrier(), subscription.getMode()),
                subscription.getRate(),
                subscription.getDigest() == null
                        ? null
                        : subscription.getDigest().name().toLowerCase(Locale.ROOT),
                subscription.getDisabled() == null,
                subscription.getDisabled(),
                subscription.getStartAt(),
                subscription.getCreatedBy(),
                subscription.getCreatedAt(),
                subscription.getChangedAt(),
                subscription.getPreviousSecretUntil(),
                state == null ? null : state.pending().size(),
                positions == null ? null : positions.getFailingSince(),
                state == null
                        ? null
                        : subscription.getRedeliveries().stream()
                                .map(redelivery -> new RedeliveryStatus(
                                        redelivery.getId(), redelivery.getRequestedAt(), isDone(redelivery, positions)))
                                .toList());
    }

    private static boolean isDone(Redelivery redelivery, @Nullable DeliveryPositions positions) {
        return positions != null
                && !redelivery.getRequestedAt().isAfter(positions.getRedeliveriesTakenAt())
                && positions.getLanes().stream().noneMatch(lane -> lane.getId().equals(redelivery.getId()));
    }

    private static String withoutPath(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getRawAuthority() + "/...";
    }
}
