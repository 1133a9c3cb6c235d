package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.EventType;
import dev.waybill.console.topics.Positions;
import dev.waybill.console.topics.Readers;
import dev.waybill.events.Redelivery;
import dev.waybill.events.Subscription;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where what is to be told once more stands. */
final class Stretches {

    private final Readers readers;

    Stretches(Readers readers) {
        this.readers = readers;
    }

    /** Returns what came for a subscriber in a time. */
    Redelivery between(Subscription subscription, Instant from, @Nullable Instant to, Instant now) {
        try (Consumer<byte[], byte[]> consumer = readers.smallReader()) {
            List<TopicPartition> partitions = EventType.partitions(consumer, subscription.getEventTypes());
            Map<TopicPartition, Long> ends = Readers.ends(consumer, partitions, Readers.USUAL_PATIENCE);
            return redelivery(
                    Readers.at(consumer, from, ends, Readers.USUAL_PATIENCE),
                    to == null ? ends : Readers.at(consumer, to, ends, Readers.USUAL_PATIENCE),
                    now);
        }
    }

    /** Returns one event. */
    Redelivery at(EventType type, int partition, long offset, Instant now) {
        try (Consumer<byte[], byte[]> consumer = readers.smallReader()) {
            List<TopicPartition> partitions = Readers.partitions(consumer, type.topic());
            Map<TopicPartition, Long> ends = Readers.ends(consumer, partitions, Readers.USUAL_PATIENCE);
            var begin = new HashMap<>(ends);
            var end = new HashMap<>(ends);
            begin.put(new TopicPartition(type.topic(), partition), offset);
            end.put(new TopicPartition(type.topic(), partition), offset + 1);
            return redelivery(begin, end, now);
        }
    }

    private static Redelivery redelivery(Map<TopicPartition, Long> begin, Map<TopicPartition, Long> end, Instant now) {
        return new Redelivery(
                "rdl_" + UUID.randomUUID().toString().replace("-", ""),
                now,
                new Positions(begin).text(),
                new Positions(end).text());
    }
}
