package dev.waybill.tracking.batch;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a group reads.
 *
 * @param first the topic that is read to its present end before the others are read at all, or null
 * @param gathered how long the broker gathers records before it hands out a few; none for those that are waited for
 */
public record Subscription(
        String group,
        List<String> topics,
        int threads,
        @Nullable String first,
        Duration gathered) {

    private static final Duration GATHERED = Duration.ofMillis(100);

    public Subscription {
        topics = List.copyOf(topics);
    }

    /** One thread for what nobody waits for: few large batches. */
    public static Subscription gathering(String group, List<String> topics, @Nullable String first) {
        return new Subscription(group, topics, 1, first, GATHERED);
    }

    /** Each record is handed out as it comes. */
    public static Subscription immediate(String group, List<String> topics, int threads) {
        return new Subscription(group, topics, threads, null, Duration.ZERO);
    }
}
