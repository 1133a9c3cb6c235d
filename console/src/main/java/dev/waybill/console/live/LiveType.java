package dev.waybill.console.live;

import dev.waybill.schemas.topics.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What may be listened to. */
enum LiveType {
    SHIPMENT("shipment", Topics.SHIPMENT_EVENTS),
    TRACKING("tracking", Topics.TRACKING_EVENTS),
    STATUS("status", Topics.STATUS_EVENTS),
    ATTENTION("attention", Topics.ATTENTION_EVENTS),
    SHIPMENT_METRICS("shipment-metrics", Topics.SHIPMENT_METRICS),
    CARRIER_PERFORMANCE("carrier-performance", Topics.CARRIER_PERFORMANCE),
    ANALYTICS_SUMMARIES("analytics-summaries", Topics.ANALYTICS_SUMMARIES);

    private final String text;
    private final String topic;

    LiveType(String text, String topic) {
        this.text = text;
        this.topic = topic;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(type -> type.text).toList();
    }

    static Optional<LiveType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.text.equals(name)).findFirst();
    }

    static LiveType of(String topic) {
        return Arrays.stream(values())
                .filter(type -> type.topic.equals(topic))
                .findFirst()
                .orElseThrow();
    }

    String text() {
        return text;
    }

    String topic() {
        return topic;
    }
}
