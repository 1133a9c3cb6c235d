package dev.waybill.console.replay;

import dev.waybill.events.Replay;
import dev.waybill.events.ReplayRange;
import dev.waybill.schemas.wire.RecordHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This instance's part in a replay: a member of its group, which copies the records of the partitions that it is given. Ordering: by
 * partition, as far as the other topic has as many. A duplicate: none, since the copies and the offsets are one transaction. A poison
 * record: is copied as it is. Whatever fails begins again at the committed offsets, for as long as the replay is wanted.
 */
final class Copier implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Copier.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Replay replay;
    private final RecordFilter filter;
    private final CopyClients clients;
    private final Clock clock;
    private final Runnable done;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Progress> progress = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean leads;

    /** @param done told when nothing is left to copy, by this instance or any other */
    Copier(Replay replay, RecordFilter filter, CopyClients clients, Clock clock, Runnable done) {
        this.replay = replay;
        this.filter = filter;
        this.clients = clients;
        this.clock = clock;
        this.done = done;
        this.ends = replay.getRanges().stream()
                .collect(Collectors.toMap(
                        range -> new TopicPartition(replay.getTopic(), range.getPartition()), ReplayRange::getEnd));
    }

    /** Whether this instance is the one that reports. */
    boolean leads() {
        return leads;
    }

    void stop() {
        stopping.countDown();
    }

    @Override
    public void run() {
        boolean finished = false;
        while (running() && !finished) {
            try (var consumer = clients.member(replay);
                    var producer = clients.copies()) {
                producer.initTransactions();
                consumer.subscribe(List.of(replay.getTopic()), new Assignments(consumer));
                if (copyAll(consumer, producer)) {
                    done.run();
                    finished = true;
                }
            } catch (RuntimeException broken) {
                log.warn("Replay {} begins again: {}", replay.getId(), broken.toString());
                idle(PAUSE);
            }
        }
    }

    private boolean running() {
        return stopping.getCount() > 0;
    }

    /** Returns true when all is copied, false when this instance is to stop. */
    private boolean copyAll(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        while (running()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            List<ConsumerRecord<byte[], byte[]>> wanted = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() < end(partition(record))) {
                    wanted.add(record);
                }
            }
            long began = System.nanoTime();
            int copied = copy(consumer, producer, wanted);
            passMarkers(consumer, producer);
            if (copied == 0 && isDone(consumer)) {
                return true;
            }
            keepRate(copied, consumer.assignment().size(), began);
        }
        return false;
    }

    /** Returns how many were copied. A batch with a record that the other topic does not take is copied by its halves. */
    private int copy(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            List<ConsumerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return 0;
        }
        try {
            return transact(consumer, producer, records, true);
        } catch (RuntimeException failure) {
            if (!tooLarge(failure)) {
                throw failure;
            }
            producer.abortTransaction();
        }
        if (records.size() == 1) {
            transact(consumer, producer, records, false);
            return 0;
        }
        int half = records.size() / 2;
        return copy(consumer, producer, records.subList(0, half))
                + copy(consumer, producer, records.subList(half, records.size()));
    }

    private int transact(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            List<ConsumerRecord<byte[], byte[]>> records,
            boolean taken) {
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
                if (!replay.getDryRun()) {
                    // a failure is told by the commit
                    var ignored = producer.send(copyOf(record));
                }
                now = before.copy(record.timestamp(), clock.instant());
                copied++;
            } else {
                now = before.skip(clock.instant());
            }
            after.put(partition, now);
            offsets.put(partition, new OffsetAndMetadata(record.offset() + 1, now.text()));
        }
        commit(consumer, producer, offsets);
        progress.putAll(after);
        return copied;
    }

    private void commit(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            Map<TopicPartition, OffsetAndMetadata> offsets) {
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    }

    /** The end of a range may be a marker of a transaction, which no poll returns. */
    private void passMarkers(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
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
            commit(consumer, producer, offsets);
        }
    }

    /** The others' partitions too. */
    private boolean isDone(Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, OffsetAndMetadata> all = consumer.committed(ends.keySet());
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = all.get(end.getKey());
            return offset != null && offset.offset() >= end.getValue();
        });
    }

    /** This instance may use as much of the rate as it has of the partitions. */
    private void keepRate(int copied, int partitions, long began) {
        Integer rate = replay.getRate();
        if (rate != null && copied > 0) {
            double share = (double) rate * partitions / ends.size();
            long due = began + (long) (copied * TimeUnit.SECONDS.toNanos(1) / share);
            idle(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        }
    }

    private void idle(Duration pause) {
        try {
            if (stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                log.debug("Replay {} stops here", replay.getId());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    /** The same key and so the same partition, and when the first one was received. */
    private ProducerRecord<byte[], byte[]> copyOf(ConsumerRecord<byte[], byte[]> record) {
        var copy = new ProducerRecord<>(replay.getInto(), null, record.key(), record.value(), record.headers());
        if (RecordHeaders.text(record.headers(), RecordHeaders.RECEIVED_AT) == null) {
            copy.headers().add(RecordHeaders.header(RecordHeaders.RECEIVED_AT, Long.toString(record.timestamp())));
        }
        return copy;
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

    private final class Assignments implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> consumer;

        Assignments(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.committed(Set.copyOf(partitions)).forEach((partition, offset) -> {
                if (offset != null) {
                    progress.put(partition, Progress.of(offset.metadata()));
                    committed.put(partition, offset.offset());
                }
            });
            leads = consumer.assignment().stream().anyMatch(partition -> partition.partition() == 0);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(progress::remove);
            partitions.forEach(committed::remove);
        }
    }
}
