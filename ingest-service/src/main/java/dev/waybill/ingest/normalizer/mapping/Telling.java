package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.Envelope;
import dev.waybill.events.Version;
import dev.waybill.ingest.normalizer.json.CanonicalJson;
import dev.waybill.ingest.normalizer.json.Json;
import dev.waybill.ingest.normalizer.json.LenientTime;
import dev.waybill.ingest.normalizer.json.PersonalFields;
import dev.waybill.schemas.wire.DeadLetterReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A body, parsed: the objects that it tells and the event around them.
 *
 * @param envelope where it comes from
 * @param eventAt when the event came about; null when there was none
 * @param objects the objects told: the result of an event, else the body itself
 */
record Telling(Envelope envelope, @Nullable Instant eventAt, List<JsonNode> objects) {

    private static final Duration TRUSTED_AHEAD = Duration.ofDays(1);

    static Telling of(InboxRecord inbox) {
        JsonNode body = parse(inbox.body());
        if (!body.isObject()) {
            throw new UnreadableException(DeadLetterReason.NOT_A_JSON_OBJECT);
        }
        boolean event = "Event".equalsIgnoreCase(Json.text(body.path("object")));
        List<JsonNode> results = event ? results(body.path("result")) : List.of();
        Envelope envelope = envelope(inbox, body, event);
        Instant eventAt = event ? instantIn(body, "created_at", "updated_at") : null;
        return new Telling(envelope, eventAt, results.isEmpty() ? List.of(body) : results);
    }

    /** Returns the version of an object that must say itself when it was updated. */
    Version version(JsonNode told, int rank, @Nullable Instant newestScan) {
        return version(updatedAt(told), rank, newestScan, PersonalFields.cut(told));
    }

    /** Returns the version of an object that may leave it to its event, or to the time of receipt, to say when. */
    Version lenientVersion(JsonNode told, int rank) {
        Instant updatedAt = instantIn(told, "updated_at");
        return version(updatedAt != null ? updatedAt : happenedAt(), rank, null, PersonalFields.cut(told));
    }

    /** Returns the version of what told says, as of a time that EasyPost named. */
    Version version(Instant updatedAt, int rank, @Nullable Instant newestScan, JsonNode told) {
        Instant receivedAt = envelope.getReceivedAt();
        return new Version(
                updatedAt.isAfter(receivedAt.plus(TRUSTED_AHEAD)) ? receivedAt : updatedAt,
                NormalizerVersion.CURRENT,
                rank,
                newestScan,
                CanonicalJson.hash(told));
    }

    /** Returns when the event came about, else when it was received. */
    Instant happenedAt() {
        return eventAt != null ? eventAt : envelope.getReceivedAt();
    }

    /** Returns the updated_at of an object that is not whole without one. */
    static Instant updatedAt(JsonNode told) {
        Instant updatedAt = instantIn(told, "updated_at");
        if (updatedAt == null) {
            throw new UnreadableException(DeadLetterReason.NO_UPDATED_AT);
        }
        return updatedAt;
    }

    static @Nullable Instant instantIn(JsonNode told, String... names) {
        for (String name : names) {
            String text = Json.text(told.path(name));
            Instant instant = text == null ? null : LenientTime.instant(text);
            if (instant != null) {
                return instant;
            }
        }
        return null;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JacksonException notJson) {
            throw new UnreadableException(DeadLetterReason.NOT_JSON, notJson);
        }
    }

    /** A list of refunds comes as an array. A result that holds anything but objects is none. */
    private static List<JsonNode> results(JsonNode result) {
        if (result.isArray() && result.valueStream().allMatch(JsonNode::isObject)) {
            return List.copyOf(result.values());
        }
        return result.isObject() ? List.of(result) : List.of();
    }

    private static Envelope envelope(InboxRecord inbox, JsonNode body, boolean event) {
        String mode = Json.text(body.path("mode"));
        if (mode == null) {
            mode = Json.text(body.path("result").path("mode"));
        }
        String account = event ? Json.text(body.path("user_id")) : null;
        return Envelope.newBuilder()
                .setEventId(event ? Json.text(body.path("id")) : null)
                .setEventType(event ? Json.text(body.path("description")) : null)
                .setMode(mode == null ? "unknown" : mode)
                .setAccount(account != null ? account : inbox.account())
                .setSource(inbox.source())
                .setReceivedAt(inbox.receivedAt())
                .build();
    }
}
