package dev.waybill.console.topics;

import dev.waybill.schemas.topics.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What subscribers listen to. */
public enum EventType {
    SHIPMENT("shipment", Topics.SHIPMENT_EVENTS),
    TRACKING("tracking", Topics.TRACKING_EVENTS),
    STATUS("status", Topics.STATUS_EVENTS),
    ATTENTION("attention", Topics.ATTENTION_EVENTS),
    SHIPMENT_METRICS("shipment-metrics", Topics.SHIPMENT_METRICS),
    CARRIER_PERFORMANCE("carrier-performance", Topics.CARRIER_PERFORMANCE),
    ANALYTICS_SUMMARIES("analytics-summaries", Topics.ANALYTICS_SUMMARIES);

    private final String text;
    private final String topic;

    EventType(String text, String topic) {
        this.text = text;
        this.topic = topic;
    }

    /** Returns the names of all of them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(type -> type.text).toList();
    }

    /** Returns the one of a name. */
    public static Optional<EventType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.text.equals(name)).findFirst();
    }

    /** Returns the one whose events a topic holds. Fails with NoSuchElementException when it holds others. */
    public static EventType of(String topic) {
        return Arrays.stream(values())
                .filter(type -> type.topic.equals(topic))
                .findFirst()
                .orElseThrow();
    }

    /** Returns its name. */
    public String text() {
        return text;
    }

    /** Returns the topic that holds its events. */
    public String topic() {
        return topic;
    }

    /** Returns the partitions that hold the events of some types; a name that is none is passed over. */
    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, List<String> names) {
        return names.stream()
                .flatMap(name -> named(name).stream())
                .flatMap(type -> Readers.partitions(consumer, type.topic()).stream())
                .toList();
    }
}
