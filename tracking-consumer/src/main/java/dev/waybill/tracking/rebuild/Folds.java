package dev.waybill.tracking.rebuild;

import dev.waybill.schemas.lifecycle.Stopping;
import dev.waybill.schemas.rebuild.StoppedException;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.tracking.batch.Rebuilt;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The two folds of the log, the live one and that of a rebuild, and how far each is. */
final class Folds {

    /** Topics of tables of which no row is deleted. */
    private static final Set<String> FORGETTING = Set.of(Topics.OPERATION_EVENTS, Topics.ATTENTION_EVENTS);

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    private final Admin admin;
    private final List<Rebuilt> rebuilt;
    private final LogFold fold;
    private final Stopping stopping;

    /** @param stopping begins when all waiting ends */
    Folds(Admin admin, List<Rebuilt> rebuilt, LogFold fold, Stopping stopping) {
        this.admin = admin;
        this.rebuilt = rebuilt;
        this.fold = fold;
        this.stopping = stopping;
    }

    /** Returns where the log ends now. */
    Map<TopicPartition, Long> ends() {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        fold.partitions().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        Map<TopicPartition, ListOffsetsResultInfo> told =
                of(() -> admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all()
                        .get());
        told.forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Waits until the rebuild's fold has what is below some offsets. Returns false when that takes longer. */
    boolean awaitRebuilt(Map<TopicPartition, Long> ends, Duration patience) {
        return await(patience, () -> fold.hasFolded(ends));
    }

    /** Waits until both folds have what the log holds now, however long a live fold that stands still takes. */
    void awaitBoth() {
        Map<TopicPartition, Long> ends = ends();
        boolean reached = false;
        while (!reached) {
            reached = await(A_WHILE, () -> fold.hasFolded(ends) && liveHas(ends));
        }
    }

    /**
     * @throws StoppedException when the rebuild is to end where it is
     * @throws FoldEndedException when the folding has ended
     */
    void requireGoing() {
        StoppedException.throwIf(stopping);
        fold.requireAlive();
    }

    /**
     * Fails unless the log is the one that the tables were folded from, and whole: what it does not tell of would be deleted.
     *
     * @throws LogCutException when it is not
     */
    void requireWhole() {
        Map<TopicPartition, Long> ends = ends();
        for (Rebuilt one : rebuilt) {
            committed(one).forEach((partition, offset) -> {
                if (offset.offset() > ends.getOrDefault(partition, 0L)
                        && one.topics().contains(partition.topic())) {
                    throw new LogCutException(partition + " ends before what the tables were folded from");
                }
            });
        }
        fold.first().forEach((partition, offset) -> {
            if (offset > 0 && !FORGETTING.contains(partition.topic())) {
                throw new LogCutException(partition + " does not go back to its beginning");
            }
        });
    }

    /** @throws StoppedException when the rebuild is to end where it is */
    void pause(Duration time) {
        boolean unused = await(time, () -> false);
    }

    private boolean liveHas(Map<TopicPartition, Long> ends) {
        return rebuilt.stream().allMatch(one -> {
            Map<TopicPartition, OffsetAndMetadata> committed = committed(one);
            return ends.entrySet().stream()
                    .filter(end -> one.topics().contains(end.getKey().topic()))
                    .allMatch(end -> {
                        OffsetAndMetadata live = committed.get(end.getKey());
                        long wanted = Math.min(end.getValue(), fold.told(end.getKey()));
                        return wanted == 0 || (live != null && live.offset() >= wanted);
                    });
        });
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Rebuilt one) {
        return of(() -> admin.listConsumerGroupOffsets(one.group())
                .partitionsToOffsetAndMetadata()
                .get());
    }

    private boolean await(Duration patience, BooleanSupplier reached) {
        long end = System.nanoTime() + patience.toNanos();
        do {
            if (reached.getAsBoolean()) {
                requireGoing();
                return true;
            }
            stopping.pause(LOOK);
            requireGoing();
        } while (System.nanoTime() < end);
        return false;
    }

    private static <T> T of(Asked<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException refused) {
            throw new KafkaException("The broker does not say how far the log is folded", refused.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    @FunctionalInterface
    private interface Asked<T> {
        T get() throws ExecutionException, InterruptedException;
    }
}
