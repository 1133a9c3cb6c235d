package dev.waybill.tracking.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one batch: what a poll brings and, while each poll brings as many as it may, what the next ones do. The larger a batch, the
 * more of a shipment's events are written as one row. Large records end it, so that the memory of a batch is bounded.
 */
final class Gathering {

    private static final int POLLS = 4;
    private static final long ENOUGH_BYTES = 4L << 20;

    private final int maxRecords;
    private final IntSupplier assignments;

    /**
     * @param maxRecords how many records a poll brings at most
     * @param assignments counts how often the partitions have changed
     */
    Gathering(int maxRecords, IntSupplier assignments) {
        this.maxRecords = maxRecords;
        this.assignments = assignments;
    }

    /** Polls, for so long at most until there is something. What was gathered before the partitions changed is not ours any more. */
    ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer, Duration wait) {
        ConsumerRecords<byte[], byte[]> last = consumer.poll(wait);
        ConsumerRecords<byte[], byte[]> all = last;
        int assigned = assignments.getAsInt();
        for (int polls = 1; polls < POLLS && last.count() == maxRecords && bytes(all) < ENOUGH_BYTES; polls++) {
            last = consumer.poll(Duration.ZERO);
            if (assignments.getAsInt() != assigned) {
                return last;
            }
            all = joined(all, last);
        }
        return all;
    }

    private static long bytes(ConsumerRecords<byte[], byte[]> records) {
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            bytes += Math.max(0, record.serializedValueSize());
        }
        return bytes;
    }

    private static ConsumerRecords<byte[], byte[]> joined(
            ConsumerRecords<byte[], byte[]> one, ConsumerRecords<byte[], byte[]> other) {
        var records = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        for (ConsumerRecords<byte[], byte[]> some : List.of(one, other)) {
            some.partitions()
                    .forEach(partition -> records.computeIfAbsent(partition, key -> new ArrayList<>())
                            .addAll(some.records(partition)));
        }
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(one.nextOffsets());
        next.putAll(other.nextOffsets());
        return new ConsumerRecords<>(records, next);
    }
}
