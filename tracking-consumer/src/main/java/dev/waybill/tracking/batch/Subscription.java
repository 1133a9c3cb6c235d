package dev.waybill.tracking.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a group reads.
 *
 * @param first the topic that is read to its present end before the others are read at all, or null
 */
public record Subscription(
        String group,
        List<String> topics,
        int threads,
        @Nullable String first) {

    public Subscription {
        topics = List.copyOf(topics);
    }

    public Subscription(String group, List<String> topics, int threads) {
        this(group, topics, threads, null);
    }
}
