package dev.waybill.tracking.batch;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Holds the other topics of a subscription back until the first one is read to where it ended when the partitions were assigned. */
final class FirstTopic {

    private final @Nullable String topic;
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    FirstTopic(@Nullable String topic) {
        this.topic = topic;
    }

    void assigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        ends.clear();
        if (topic != null) {
            ends.putAll(consumer.endOffsets(partitions.stream()
                    .filter(partition -> partition.topic().equals(topic))
                    .toList()));
            advance(consumer);
            consumer.pause(held(consumer));
        }
    }

    /** Lets the others go as soon as the first topic is read. */
    void advance(Consumer<?, ?> consumer) {
        if (!ends.isEmpty() && ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue())) {
            resume(consumer);
        }
    }

    /** Resumes all but what is held back. */
    void resume(Consumer<?, ?> consumer) {
        Set<TopicPartition> held = held(consumer);
        consumer.resume(consumer.paused().stream()
                .filter(partition -> !held.contains(partition))
                .toList());
    }

    private Set<TopicPartition> held(Consumer<?, ?> consumer) {
        return consumer.assignment().stream()
                .filter(partition -> !ends.isEmpty() && !partition.topic().equals(topic))
                .collect(Collectors.toSet());
    }
}
