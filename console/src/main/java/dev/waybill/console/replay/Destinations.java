package dev.waybill.console.replay;

import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.topics.Topic;
import dev.waybill.schemas.topics.Topics;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Which topic may be copied into which. Copies into a topic that services write would be read as if they were new; a dead letter has not been
 * handled yet and goes to the handler that has failed.
 */
final class Destinations {

    /** The topics that are read by the services' own handlers, or the parser, again; those of tables that no rebuild covers by themselves. */
    private static final Map<String, String> OWN = Map.of(
            Topics.INBOX, Topics.INBOX,
            Topics.SHIPMENT_EVENTS, Topics.SHIPMENT_REPLAY,
            Topics.TRACKING_EVENTS, Topics.TRACKING_REPLAY,
            Topics.ACTIVITY_EVENTS, Topics.ACTIVITY_EVENTS,
            Topics.SYSTEM_METRICS, Topics.SYSTEM_METRICS,
            Topics.DELIVERY_ATTEMPTS, Topics.DELIVERY_ATTEMPTS);

    /** The topics whose tables a rebuild fills again. */
    private static final Set<String> REBUILT = Set.of(
            Topics.PERSONAL_DATA,
            Topics.ERASURES,
            Topics.OPERATION_EVENTS,
            Topics.ATTENTION_EVENTS,
            Topics.ATTENTION_ACTIONS,
            Topics.CARRIER_PERFORMANCE,
            Topics.ANALYTICS_SUMMARIES);

    /** The topics whose dead letters go back to them: their handlers take a record at any time, and as often as it comes. */
    private static final Set<String> BACK = Set.of(
            Topics.SHIPMENT_REPLAY,
            Topics.TRACKING_REPLAY,
            Topics.OPERATION_EVENTS,
            Topics.ACTIVITY_EVENTS,
            Topics.SYSTEM_METRICS,
            Topics.FETCH_REQUESTS,
            Topics.TRACKER_REQUESTS,
            Topics.IMPORT_PAGES,
            Topics.TRACKER_LISTINGS,
            Topics.REBUILD_REQUESTS,
            Topics.ATTENTION_EVENTS,
            Topics.ATTENTION_ACTIONS,
            Topics.DELIVERY_ATTEMPTS);

    private static final Pattern INTERNAL = Pattern.compile("__.*|.*-(changelog|repartition)");

    private Destinations() {}

    /**
     * Returns where the copies go.
     *
     * @param into as it was asked for, or null for the services' own handlers
     * @throws Problem when there is no such way
     */
    static String of(String topic, @Nullable String into) {
        requireKnown(topic);
        String own = own(topic);
        if (own != null && (into == null || into.equals(own))) {
            return own;
        }
        if (into == null) {
            throw bad(
                    Topics.failed(topic) == null
                            ? topic
                                    + (REBUILT.contains(topic)
                                            ? " is folded again by a rebuild; to copy it, name a topic of your own with into"
                                            : " has no handler to be replayed to: name a topic of your own with into")
                            : Topics.failed(topic) + " keeps the last record of each key, which a dead letter of it"
                                    + " would replace: replay what it was made of");
        }
        if (Topics.catalogue().stream().map(Topic::name).anyMatch(into::equals)) {
            throw bad(topic + " cannot be copied into " + into + ", which is written by Waybill"
                    + (own == null ? "" : "; its own handlers read " + own));
        }
        if (INTERNAL.matcher(into).matches()) {
            throw bad(into + " is a topic of Kafka's own");
        }
        return into;
    }

    /** Whether copies into a topic are handled as if they came for the first time. */
    static boolean isHandled(String topic, String into) {
        return into.equals(own(topic));
    }

    /** @throws Problem when a topic is none of Waybill's */
    static void requireKnown(String topic) {
        if (Topics.catalogue().stream().map(Topic::name).noneMatch(topic::equals)) {
            throw bad("No topic " + topic + " in the catalogue");
        }
    }

    private static @Nullable String own(String topic) {
        String failed = Topics.failed(topic);
        return failed != null && BACK.contains(failed) ? failed : OWN.get(failed == null ? topic : failed);
    }

    static Problem bad(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, "bad-replay", detail);
    }
}
