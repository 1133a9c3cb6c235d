package dev.waybill.schemas.topics;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.DELETE_RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_MS_CONFIG;

import dev.waybill.events.ActivityEvent;
import dev.waybill.events.AnalyticsSummary;
import dev.waybill.events.AttentionAction;
import dev.waybill.events.AttentionEvent;
import dev.waybill.events.CarrierGap;
import dev.waybill.events.CarrierPerformance;
import dev.waybill.events.DeadLetterOutcome;
import dev.waybill.events.DeliveryAttempt;
import dev.waybill.events.DeliveryPositions;
import dev.waybill.events.Erasure;
import dev.waybill.events.FetchRequest;
import dev.waybill.events.ImportPage;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.PendingDelivery;
import dev.waybill.events.PersonalData;
import dev.waybill.events.RebuildRequest;
import dev.waybill.events.Replay;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.StatusEvent;
import dev.waybill.events.Subscription;
import dev.waybill.events.SystemMetric;
import dev.waybill.events.TrackerListing;
import dev.waybill.events.TrackerRequest;
import dev.waybill.events.TrackingEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The topics of Waybill. Everything a producer, a consumer or an operator needs to know of one stands here and nowhere else. */
public final class Topics {

    /** Appended to a topic's name for its dead letters. */
    public static final String DEAD_LETTER_SUFFIX = "-dlt";

    /** Largest record of a topic, in bytes. */
    public static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

    /** Largest dead letter, in bytes: the record and what is said of it. */
    public static final int MAX_DEAD_LETTER_BYTES = 8 * 1024 * 1024;

    /** Partitions of a topic whose count is not configured. */
    public static final int DEFAULT_PARTITIONS = 6;

    public static final String INBOX = "easypost.inbox";
    public static final String SHIPMENT_EVENTS = "shipment-events";
    public static final String TRACKING_EVENTS = "tracking-events";
    public static final String SHIPMENT_REPLAY = "shipment-replay";
    public static final String TRACKING_REPLAY = "tracking-replay";
    public static final String PERSONAL_DATA = "personal-data";
    public static final String OPERATION_EVENTS = "operation-events";
    public static final String ACTIVITY_EVENTS = "activity-events";
    public static final String SYSTEM_METRICS = "system-metrics";
    public static final String FETCH_REQUESTS = "fetch-requests";
    public static final String TRACKER_REQUESTS = "tracker-requests";
    public static final String IMPORT_PAGES = "import-pages";
    public static final String REBUILD_REQUESTS = "rebuild-requests";
    public static final String SHIPMENT_METRICS = "shipment-metrics";
    public static final String STATUS_EVENTS = "status-events";
    public static final String ATTENTION_EVENTS = "attention-events";
    public static final String ATTENTION_ACTIONS = "attention-actions";
    public static final String CARRIER_GAPS = "carrier-gaps";
    public static final String CARRIER_PERFORMANCE = "carrier-performance";
    public static final String ANALYTICS_SUMMARIES = "analytics-summaries";
    public static final String ERASURES = "erasures";
    public static final String REPLAYS = "replays";
    public static final String TRACKER_LISTINGS = "tracker-listings";
    public static final String DEAD_LETTER_OUTCOMES = "dead-letter-outcomes";
    public static final String SUBSCRIPTIONS = "subscriptions";
    public static final String DELIVERY_POSITIONS = "delivery-positions";
    public static final String PENDING_DELIVERIES = "pending-deliveries";
    public static final String DELIVERY_ATTEMPTS = "delivery-attempts";

    private static final String SHIPMENT_KEY = "EasyPost id of the shipment, or of the tracker when it names none";
    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);
    private static final Map<String, String> FOR_EVER = retention(null);
    private static final Map<String, String> COMPACTED = Map.of(
            CLEANUP_POLICY_CONFIG,
            CLEANUP_POLICY_COMPACT,
            MAX_COMPACTION_LAG_MS_CONFIG,
            millis(Duration.ofDays(1)),
            DELETE_RETENTION_MS_CONFIG,
            millis(Duration.ofDays(30)));
    private static final Map<String, String> ERASABLE =
            merged(COMPACTED, Map.of(SEGMENT_MS_CONFIG, millis(Duration.ofHours(1))));

    /** What is written again and again, and read whole by whoever goes on with it. */
    private static final Map<String, String> WORKING = merged(
            COMPACTED,
            Map.of(
                    SEGMENT_MS_CONFIG,
                    millis(Duration.ofHours(1)),
                    MAX_COMPACTION_LAG_MS_CONFIG,
                    millis(Duration.ofHours(1)),
                    DELETE_RETENTION_MS_CONFIG,
                    millis(Duration.ofDays(1))));

    private static final List<Topic> WITHOUT_DEAD_LETTERS = List.of(
            topic(
                    INBOX,
                    "none",
                    null,
                    merged(retention(Duration.ofDays(30)), Map.of(MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"))),
            topic(SHIPMENT_EVENTS, SHIPMENT_KEY, ShipmentEvent.getClassSchema(), FOR_EVER),
            topic(TRACKING_EVENTS, SHIPMENT_KEY, TrackingEvent.getClassSchema(), FOR_EVER),
            topic(SHIPMENT_REPLAY, SHIPMENT_KEY, ShipmentEvent.getClassSchema(), retention(Duration.ofDays(7))),
            topic(TRACKING_REPLAY, SHIPMENT_KEY, TrackingEvent.getClassSchema(), retention(Duration.ofDays(7))),
            topic(
                    PERSONAL_DATA,
                    "EasyPost id of the address, shipment or tracker",
                    PersonalData.getClassSchema(),
                    ERASABLE),
            topic(
                    OPERATION_EVENTS,
                    "id of the operation",
                    OperationEvent.getClassSchema(),
                    retention(Duration.ofDays(400))),
            topic(ACTIVITY_EVENTS, "user_id", ActivityEvent.getClassSchema(), retention(Duration.ofDays(30))),
            topic(SYSTEM_METRICS, "service/instance", SystemMetric.getClassSchema(), retention(Duration.ofDays(7))),
            topic(FETCH_REQUESTS, SHIPMENT_KEY, FetchRequest.getClassSchema(), retention(Duration.ofDays(7))),
            topic(TRACKER_REQUESTS, "tracking_code", TrackerRequest.getClassSchema(), retention(Duration.ofDays(7))),
            // no longer than a broker keeps the offsets of a group that nobody is in: a page must not come again
            topic(IMPORT_PAGES, "id of the import", ImportPage.getClassSchema(), retention(Duration.ofDays(6))),
            topic(
                    TRACKER_LISTINGS,
                    "id of the reconciliation",
                    TrackerListing.getClassSchema(),
                    retention(Duration.ofDays(7))),
            topic(
                    REBUILD_REQUESTS,
                    "rebuild: one after the other",
                    RebuildRequest.getClassSchema(),
                    retention(Duration.ofDays(6))),
            topic(SHIPMENT_METRICS, SHIPMENT_KEY, ShipmentMetrics.getClassSchema(), COMPACTED),
            topic(STATUS_EVENTS, SHIPMENT_KEY, StatusEvent.getClassSchema(), retention(Duration.ofDays(400))),
            topic(ATTENTION_EVENTS, SHIPMENT_KEY, AttentionEvent.getClassSchema(), retention(Duration.ofDays(400))),
            topic(ATTENTION_ACTIONS, SHIPMENT_KEY, AttentionAction.getClassSchema(), FOR_EVER),
            topic(CARRIER_GAPS, "carrier|service", CarrierGap.getClassSchema(), COMPACTED),
            topic(CARRIER_PERFORMANCE, "mode|carrier|service|date", CarrierPerformance.getClassSchema(), COMPACTED),
            topic(ANALYTICS_SUMMARIES, "mode|period|date", AnalyticsSummary.getClassSchema(), COMPACTED),
            topic(ERASURES, "EasyPost id of the address, shipment or tracker", Erasure.getClassSchema(), ERASABLE),
            topic(REPLAYS, "id of the replay", Replay.getClassSchema(), COMPACTED),
            topic(
                    DEAD_LETTER_OUTCOMES,
                    "topic/partition/offset of the dead letter",
                    DeadLetterOutcome.getClassSchema(),
                    retention(DEAD_LETTERS_KEPT.plusDays(15))),
            topic(SUBSCRIPTIONS, "id of the subscription", Subscription.getClassSchema(), COMPACTED),
            topic(DELIVERY_POSITIONS, "id of the subscription", DeliveryPositions.getClassSchema(), WORKING),
            topic(
                    PENDING_DELIVERIES,
                    "subscription/lane/type/partition/offset, in the partition of the subscription",
                    PendingDelivery.getClassSchema(),
                    // an event in JSON is larger than the record that it was
                    merged(WORKING, Map.of(MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_DEAD_LETTER_BYTES)))),
            topic(
                    DELIVERY_ATTEMPTS,
                    "id of the subscription",
                    DeliveryAttempt.getClassSchema(),
                    retention(Duration.ofDays(30))));

    private static final List<Topic> CATALOGUE = Stream.concat(
                    WITHOUT_DEAD_LETTERS.stream(), WITHOUT_DEAD_LETTERS.stream().map(Topics::deadLettersOf))
            .toList();

    private Topics() {}

    /** Returns every topic, dead letters included, with {@link #DEFAULT_PARTITIONS} each. */
    public static List<Topic> catalogue() {
        return CATALOGUE;
    }

    /** Returns the topic of that name. Fails with IllegalArgumentException when the catalogue has none. */
    public static Topic named(String name) {
        return CATALOGUE.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No topic " + name + " in the catalogue"));
    }

    /** Returns the name of the topic whose dead letters a topic has, null when it has none. */
    public static @Nullable String failed(String deadLetters) {
        return deadLetters.endsWith(DEAD_LETTER_SUFFIX)
                ? deadLetters.substring(0, deadLetters.length() - DEAD_LETTER_SUFFIX.length())
                : null;
    }

    private static Topic deadLettersOf(Topic topic) {
        return new Topic(
                topic.deadLetters(),
                topic.key(),
                null,
                DEFAULT_PARTITIONS,
                limits(retention(DEAD_LETTERS_KEPT), MAX_DEAD_LETTER_BYTES));
    }

    private static Topic topic(String name, String key, @Nullable Schema schema, Map<String, String> configs) {
        return new Topic(name, key, schema, DEFAULT_PARTITIONS, limits(configs, MAX_RECORD_BYTES));
    }

    private static Map<String, String> limits(Map<String, String> configs, int maxBytes) {
        return merged(
                Map.of(
                        MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(maxBytes),
                        MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                        millis(Duration.ofDays(1))),
                configs);
    }

    private static Map<String, String> retention(@Nullable Duration time) {
        return Map.of(
                CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE, RETENTION_MS_CONFIG, time == null ? "-1" : millis(time));
    }

    private static Map<String, String> merged(Map<String, String> some, Map<String, String> more) {
        return Stream.of(some, more)
                .flatMap(configs -> configs.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> other));
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }
}
