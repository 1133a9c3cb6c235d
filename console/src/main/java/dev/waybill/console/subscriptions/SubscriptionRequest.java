package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.EventType;
import dev.waybill.events.DigestPeriod;
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
 * @param kind webhook, slack or email; null for webhook
 * @param url where to; of an e-mail mailto:somebody@example.com
 * @param eventTypes what is told; none where a digest is enough
 * @param filter of that, what is wanted; null for all
 * @param rate the most deliveries a second; null or 0 for as fast as they are taken, of a chat 1
 * @param digest daily, weekly or none: of kind slack and email, what needs attention and how the carriers do
 * @param from the first event: a time (RFC 3339); null for what comes from now on
 */
@JsonNaming(SnakeCaseStrategy.class)
record SubscriptionRequest(
        @Nullable String kind,
        @Nullable @Size(max = 2000) String url,
        @Nullable List<String> eventTypes,
        @Nullable @Valid Filter filter,
        @Nullable @Min(0) @Max(1000) Integer rate,
        @Nullable String digest,
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
        for (SubscriptionKind one : SubscriptionKind.values()) {
            if (one != SubscriptionKind.UNKNOWN
                    && one.name().toLowerCase(Locale.ROOT).equals(name)) {
                return one;
            }
        }
        throw bad("kind must be webhook, slack or email");
    }

    /** Returns the types that are wanted, each once. */
    List<String> types(SubscriptionKind kind, boolean withoutEvents) {
        List<String> wanted =
                eventTypes == null ? List.of() : eventTypes.stream().distinct().toList();
        if ((wanted.isEmpty() && !withoutEvents) || !EventType.names().containsAll(wanted)) {
            throw bad("event_types must be some of " + String.join(", ", EventType.names()));
        }
        if (kind != SubscriptionKind.WEBHOOK && !IN_WORDS.containsAll(wanted)) {
            throw bad("event_types of kind slack and email must be attention or status");
        }
        return wanted;
    }

    /** Returns how often a digest is wanted, null for never. */
    @Nullable
    DigestPeriod digestPeriod(SubscriptionKind kind) {
        if (digest == null || digest.equals("none")) {
            return null;
        }
        if (kind == SubscriptionKind.WEBHOOK || !Set.of("daily", "weekly").contains(digest)) {
            throw bad("digest must be daily, weekly or none, and is for kind slack and email");
        }
        return DigestPeriod.valueOf(digest.toUpperCase(Locale.ROOT));
    }

    @Nullable
    Integer rateOrNone() {
        return rate == null || rate == 0 ? null : rate;
    }

    static Problem bad(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, "bad-subscription", detail);
    }
}
