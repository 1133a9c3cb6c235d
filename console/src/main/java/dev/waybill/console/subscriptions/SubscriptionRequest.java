package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.EventType;
import dev.waybill.events.SubscriptionKind;
import dev.waybill.schemas.http.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What a subscriber wants. In a change, what is null stays as it is.
 *
 * @param kind webhook or slack; null for webhook
 * @param url where to
 * @param eventTypes what is told
 * @param filter of that, what is wanted; null for all
 * @param rate the most deliveries a second; null for as fast as they are taken
 * @param from the first event: a time (RFC 3339); null for what comes from now on
 */
@JsonNaming(SnakeCaseStrategy.class)
record SubscriptionRequest(
        @Nullable String kind,
        @Nullable @Size(max = 2000) String url,
        @Nullable List<String> eventTypes,
        @Nullable @Valid Filter filter,
        @Nullable @Min(1) @Max(1000) Integer rate,
        @Nullable String from) {

    /** What people can be told of in words. */
    private static final Set<String> IN_WORDS = Set.of(EventType.ATTENTION.text(), EventType.STATUS.text());

    /** What must hold of an event; null for anything. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Filter(
            @Nullable @Size(max = 200) String shipmentId,
            @Nullable @Size(max = 200) String carrier,
            @Nullable @Size(max = 200) String mode) {

        static final Filter NONE = new Filter(null, null, null);
    }

    SubscriptionKind kindOrDefault() {
        String name = kind == null ? "webhook" : kind;
        for (SubscriptionKind one : List.of(SubscriptionKind.WEBHOOK, SubscriptionKind.SLACK)) {
            if (one.name().toLowerCase(Locale.ROOT).equals(name)) {
                return one;
            }
        }
        throw bad("kind must be webhook or slack");
    }

    /** Returns the types that are wanted, each once. */
    List<String> types(SubscriptionKind kind) {
        List<String> wanted =
                eventTypes == null ? List.of() : eventTypes.stream().distinct().toList();
        if (wanted.isEmpty() || !EventType.names().containsAll(wanted)) {
            throw bad("event_types must be some of " + String.join(", ", EventType.names()));
        }
        if (kind == SubscriptionKind.SLACK && !IN_WORDS.containsAll(wanted)) {
            throw bad("event_types of kind slack must be attention or status");
        }
        return wanted;
    }

    static Problem bad(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, "bad-subscription", detail);
    }
}
