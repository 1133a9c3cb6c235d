package dev.waybill.tracking.rebuild;

import dev.waybill.schemas.failures.Verdict;
import dev.waybill.schemas.lifecycle.Stopping;
import dev.waybill.schemas.rebuild.RebuildDatabase;
import dev.waybill.schemas.rebuild.StoppedException;
import dev.waybill.tracking.batch.BatchHandler;
import dev.waybill.tracking.batch.Halving;
import dev.waybill.tracking.batch.Halving.Refused;
import dev.waybill.tracking.batch.Rebuilt;
import dev.waybill.tracking.rebuild.Run.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The threads that fold the log, from where the run stands, and go on with what comes. A partition of every topic belongs to the thread of
 * its number, so that no two of them write a shipment. A record that the fold puts aside is told of as refused.
 */
final class LogFold implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 30;
    private static final long STOPPING_MS = 5_000;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final List<Source> sources;
    private final Set<String> placed;
    private final Run run;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> first;
    private final Map<TopicPartition, Position> positions = new ConcurrentHashMap<>();
    private final Stopping stopping = new Stopping();
    private final List<Thread> threads = new ArrayList<>();
    private volatile @Nullable Throwable failure;

    /** Begins at once. */
    LogFold(
            Supplier<Consumer<byte[], byte[]>> consumers,
            List<Rebuilt> rebuilt,
            Set<String> placed,
            RebuildDatabase database,
            Run run,
            int threads) {
        this.consumers = consumers;
        this.placed = placed;
        this.run = run;
        this.sources = rebuilt.stream()
                .map(one -> new Source(one.topics(), one.handler().apply(database.client(), database.transactions())))
                .toList();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            partitions = sources.stream()
                    .flatMap(source -> source.topics().stream())
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(LogFold::partition)
                    .toList();
            consumer.assign(partitions);
            first = consumer.beginningOffsets(partitions);
        }
        first.forEach((partition, offset) -> positions.put(partition, new Position(offset, 0)));
        positions.putAll(run.positions());
        IntStream.range(0, threads).forEach(number -> {
            List<TopicPartition> mine = partitions.stream()
                    .filter(one -> one.partition() % threads == number)
                    .toList();
            if (!mine.isEmpty()) {
                this.threads.add(new Thread(() -> fold(mine), "rebuild-" + number));
            }
        });
        this.threads.forEach(Thread::start);
    }

    List<TopicPartition> partitions() {
        return partitions;
    }

    /** Where the log begins. */
    Map<TopicPartition, Long> first() {
        return first;
    }

    /** How many records are folded. */
    long folded() {
        return partitions.stream()
                .mapToLong(one -> position(one).next() - at(first, one))
                .sum();
    }

    /** How many there are up to some offsets. */
    long upTo(Map<TopicPartition, Long> ends) {
        return partitions.stream()
                .mapToLong(one -> at(ends, one) - at(first, one))
                .sum();
    }

    /** Whether all below some offsets is folded. */
    boolean hasFolded(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> position(end.getKey()).next() >= end.getValue());
    }

    /** @throws FoldEndedException when a thread has ended */
    void requireAlive() {
        Throwable failed = failure;
        if (failed != null) {
            throw new FoldEndedException(failed);
        }
    }

    /** Returns the offset behind the last record that is folded; 0 for none. */
    long told(TopicPartition partition) {
        return position(partition).told();
    }

    @Override
    public void close() {
        stopping.begin();
        try {
            for (Thread thread : threads) {
                thread.join(STOPPING_MS);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void fold(List<TopicPartition> mine) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.assign(mine);
            mine.forEach(one -> consumer.seek(one, position(one).next()));
            while (!stopping.hasBegun()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    fold(records);
                }
                mine.forEach(one -> positions.put(
                        one, new Position(consumer.position(one), position(one).told())));
            }
        } catch (RuntimeException broken) {
            failure = broken;
        } catch (Error fatal) {
            failure = fatal;
            throw fatal;
        }
    }

    private void fold(ConsumerRecords<byte[], byte[]> records) {
        var places = new HashMap<String, ConsumerRecord<byte[], byte[]>>();
        var refused = new ArrayList<Refused>();
        for (Source source : sources) {
            List<ConsumerRecord<byte[], byte[]>> part = new ArrayList<>();
            source.topics().forEach(topic -> records.records(topic).forEach(part::add));
            if (!part.isEmpty()) {
                Halving<?> batch = handled(source.handler(), part);
                refused.addAll(batch.refused());
                batch.handled().stream()
                        .filter(record -> placed.contains(record.topic()))
                        .forEach(record -> places.put(Run.key(record), record));
            }
        }
        Map<TopicPartition, Position> ends = ends(records);
        tell(ends, places.values(), refused);
        positions.putAll(ends);
    }

    private <T> Halving<T> handled(BatchHandler<T> handler, List<ConsumerRecord<byte[], byte[]>> records) {
        var batch = new Halving<>(handler, this::await);
        var ignored = batch.run(records);
        return batch;
    }

    private Map<TopicPartition, Position> ends(ConsumerRecords<byte[], byte[]> records) {
        var ends = new HashMap<TopicPartition, Position>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> part = records.records(partition);
            long end = part.get(part.size() - 1).offset() + 1;
            ends.put(partition, new Position(end, end));
        }
        return ends;
    }

    private void tell(
            Map<TopicPartition, Position> ends,
            Collection<ConsumerRecord<byte[], byte[]>> places,
            List<Refused> refused) {
        for (int attempt = 0; ; attempt++) {
            try {
                run.folded(ends, places, refused);
                return;
            } catch (RuntimeException failed) {
                if (Verdict.of(failed) != Verdict.RETRY) {
                    throw failed;
                }
                await(failed, attempt);
            }
        }
    }

    /** Waits a second, some times: then the rebuild begins again, and says why. */
    private void await(Throwable cause, int attempt) {
        stopping.pause(PAUSE);
        StoppedException.throwIf(stopping);
        if (attempt >= ATTEMPTS) {
            throw new FoldEndedException(cause);
        }
    }

    private Position position(TopicPartition partition) {
        return positions.getOrDefault(partition, new Position(0, 0));
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    private record Source(List<String> topics, BatchHandler<?> handler) {}
}
