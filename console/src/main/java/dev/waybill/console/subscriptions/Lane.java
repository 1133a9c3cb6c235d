package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.Positions;
import dev.waybill.events.DeliveryLane;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What is read for a subscription, and how far: what comes, or a stretch once more. Used by one thread. */
final class Lane implements AutoCloseable {

    /** The id of the one that reads what comes. */
    static final String LIVE = "live";

    private final String id;
    private final Consumer<byte[], byte[]> consumer;
    private final @Nullable Positions end;

    /**
     * @param consumer becomes this lane's
     * @param end null for never
     */
    Lane(String id, Consumer<byte[], byte[]> consumer, Positions next, @Nullable Positions end) {
        this.id = id;
        this.consumer = consumer;
        this.end = end;
        Map<TopicPartition, Long> starts = next.next();
        consumer.assign(starts.keySet());
        Map<TopicPartition, Long> first = consumer.beginningOffsets(starts.keySet());
        starts.forEach(
                (partition, offset) -> consumer.seek(partition, Math.max(offset, first.getOrDefault(partition, 0L))));
    }

    String id() {
        return id;
    }

    /** Returns what is there, none of it beyond the end. */
    List<ConsumerRecord<byte[], byte[]>> poll(Duration wait) {
        if (consumer.assignment().isEmpty()) {
            LockSupport.parkNanos(wait.toNanos());
            return List.of();
        }
        return StreamSupport.stream(consumer.poll(wait).spliterator(), false)
                .filter(record -> isBefore(record.offset(), new TopicPartition(record.topic(), record.partition())))
                .toList();
    }

    /** Whether all of it was returned. */
    boolean isOver() {
        return end != null
                && end.next().entrySet().stream()
                        .allMatch(one -> !consumer.assignment().contains(one.getKey())
                                || consumer.position(one.getKey()) >= one.getValue());
    }

    /** Returns how far it is: before what was not returned yet. */
    DeliveryLane told() {
        var next = new HashMap<TopicPartition, Long>();
        consumer.assignment().forEach(partition -> next.put(partition, consumer.position(partition)));
        return new DeliveryLane(id, new Positions(next).text(), end == null ? null : end.text());
    }

    @Override
    public void close() {
        consumer.close();
    }

    private boolean isBefore(long offset, TopicPartition partition) {
        return end == null || offset < end.next().getOrDefault(partition, 0L);
    }
}
