package dev.waybill.console.replay;

import dev.waybill.events.Replay;
import dev.waybill.events.ReplayRange;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * A member of a replay's group, with the progress of the partitions that it is given. Used by one thread. Copies and offsets are one
 * transaction; after any exception it is to be thrown away.
 */
final class Copying implements ConsumerRebalanceListener {

    private final Replay replay;
    private final RecordFilter filter;
    private final Outgoing outgoing;
    private final Clock clock;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Map<TopicPartition, Long> ends;
    private final Set<TopicPartition> chosen;
    private final Map<TopicPartition, Progress> progress = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    Copying(
            Replay replay,
            RecordFilter filter,
            Outgoing outgoing,
            Clock clock,
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer) {
        this.replay = replay;
        this.filter = filter;
        this.outgoing = outgoing;
        this.clock = clock;
        this.consumer = consumer;
        this.producer = producer;
        this.ends = replay.getRanges().stream()
                .collect(Collectors.toMap(
                        range -> new TopicPartition(replay.getTopic(), range.getPartition()), ReplayRange::getEnd));
        this.chosen = replay.getRanges().stream()
                .filter(range -> range.getStart() < range.getEnd())
                .map(range -> new TopicPartition(replay.getTopic(), range.getPartition()))
                .collect(Collectors.toSet());
    }

    /** Joins the group. */
    void begin() {
        producer.initTransactions();
        consumer.subscribe(List.of(replay.getTopic()), this);
    }

    /** Returns what comes within a time and is to be copied, or left out by the filter. */
    List<ConsumerRecord<byte[], byte[]>> poll(Duration patience) {
        List<ConsumerRecord<byte[], byte[]>> wanted = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records(patience)) {
            if (record.offset() < end(partition(record))) {
                wanted.add(record);
            }
        }
        return wanted;
    }

    /** What was deleted meanwhile, because it was old, is passed over. */
    private ConsumerRecords<byte[], byte[]> records(Duration patience) {
        try {
            return consumer.poll(patience);
        } catch (OffsetOutOfRangeException deleted) {
            consumer.seekToBeginning(deleted.partitions());
            return ConsumerRecords.empty();
        }
    }

    /** Copies all that was polled, and returns how many records the filter let through. */
    int copyAll(List<ConsumerRecord<byte[], byte[]>> records) {
        int copied = copy(records);
        passMarkers();
        return copied;
    }

    /** Returns the share of the partitions with something to copy that this member has, 0 to 1. */
    double share() {
        return (double) consumer.assignment().stream().filter(chosen::contains).count() / Math.max(1, chosen.size());
    }

    /** Whether this member has the first partition, of which there is one. */
    boolean leads() {
        return consumer.assignment().stream().anyMatch(partition -> partition.partition() == 0);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        consumer.committed(Set.copyOf(partitions)).forEach((partition, offset) -> {
            if (offset != null) {
                progress.put(partition, Progress.of(offset.metadata()).resumed(clock.instant()));
                committed.put(partition, offset.offset());
            }
        });
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(progress::remove);
        partitions.forEach(committed::remove);
    }

    /** Returns how many were copied. A batch with a record that the other topic does not take is copied by its halves. */
    private int copy(List<ConsumerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return 0;
        }
        try {
            return transact(records, true);
        } catch (RuntimeException failure) {
            if (!tooLarge(failure)) {
                throw failure;
            }
            producer.abortTransaction();
        }
        if (records.size() == 1) {
            transact(records, false);
            return 0;
        }
        int half = records.size() / 2;
        return copy(records.subList(0, half)) + copy(records.subList(half, records.size()));
    }

    private int transact(List<ConsumerRecord<byte[], byte[]>> records, boolean taken) {
        Map<TopicPartition, Progress> after = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        int copied = 0;
        producer.beginTransaction();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition partition = partition(record);
            Progress before = after.getOrDefault(partition, of(partition));
            Progress now;
            if (!taken) {
                now = before.fail(clock.instant());
            } else if (filter.includes(record)) {
                for (ProducerRecord<byte[], byte[]> sent : outgoing.of(record, clock.instant())) {
                    // a failure is told by the commit
                    var ignored = producer.send(sent);
                }
                now = before.copy(record.timestamp(), clock.instant());
                copied++;
            } else {
                now = before.skip(clock.instant());
            }
            after.put(partition, now);
            offsets.put(partition, new OffsetAndMetadata(record.offset() + 1, now.text()));
        }
        commit(offsets);
        progress.putAll(after);
        return copied;
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    }

    /** The end of a range may be a marker of a transaction, which no poll returns. */
    private void passMarkers() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            long position = Math.min(consumer.position(partition), end(partition));
            if (position > committed.getOrDefault(partition, 0L)) {
                offsets.put(
                        partition, new OffsetAndMetadata(position, of(partition).text()));
            }
            if (position >= end(partition)) {
                consumer.pause(Set.of(partition));
            }
        }
        if (!offsets.isEmpty()) {
            producer.beginTransaction();
            commit(offsets);
        }
    }

    /** The others' partitions too. */
    boolean isDone() {
        Map<TopicPartition, OffsetAndMetadata> all = consumer.committed(ends.keySet());
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = all.get(end.getKey());
            return offset != null && offset.offset() >= end.getValue();
        });
    }

    private long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    private Progress of(TopicPartition partition) {
        return progress.getOrDefault(partition, Progress.NONE);
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static boolean tooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException) {
                return true;
            }
        }
        return false;
    }
}
