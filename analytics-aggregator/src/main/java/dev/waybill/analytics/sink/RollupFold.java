package dev.waybill.analytics.sink;

import dev.waybill.schemas.failures.Verdict;
import dev.waybill.schemas.lifecycle.Stopping;
import dev.waybill.schemas.rebuild.RebuildDatabase;
import dev.waybill.schemas.rebuild.Refusals;
import dev.waybill.schemas.rebuild.Refusals.Refusal;
import dev.waybill.schemas.rebuild.StoppedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads rollup topics from their beginning into the tables of a rebuild. A record that it cannot write, as the sink could not, is refused. */
final class RollupFold {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_TOLD = 10;

    private final Consumer<byte[], byte[]> consumer;
    private final TransactionTemplate parts;
    private final List<RollupTable<?>> tables;
    private final Stopping stopping;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<String, Long> refused = new HashMap<>();
    private final List<Refusal> firstRefused = new ArrayList<>();
    private long records;

    RollupFold(
            Consumer<byte[], byte[]> consumer,
            RebuildDatabase database,
            List<RollupTable<?>> tables,
            Stopping stopping) {
        this.consumer = consumer;
        this.parts = new TransactionTemplate(
                Objects.requireNonNull(database.transactions().getTransactionManager()));
        this.parts.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.tables = tables;
        this.stopping = stopping;
    }

    /** How many records it has read. */
    long records() {
        return records;
    }

    Refusals refusals() {
        return new Refusals(refused.values().stream().mapToLong(Long::longValue).sum(), firstRefused);
    }

    /** Whether a record of a topic was refused. */
    boolean hasRefused(String topic) {
        return refused.containsKey(topic);
    }

    /**
     * Reads on, to some offsets and not beyond.
     *
     * @throws IllegalStateException when it is beyond one of them already, or the topic ends before
     * @throws StoppedException when the service stops
     */
    void upTo(Map<TopicPartition, Long> ends) {
        ends.forEach((partition, end) -> {
            if (positions.getOrDefault(partition, 0L) > end) {
                throw new IllegalStateException("The sink has been set back meanwhile: " + partition);
            }
        });
        consumer.assign(ends.keySet());
        consumer.endOffsets(ends.keySet()).forEach((partition, end) -> {
            if (end < ends.getOrDefault(partition, 0L)) {
                throw new IllegalStateException("The topic ends before what the tables were filled from: " + partition);
            }
        });
        ends.keySet().forEach(partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            StoppedException.throwIf(stopping);
            write(consumer.poll(POLL), ends);
        }
        positions.putAll(ends);
    }

    private void write(Iterable<ConsumerRecord<byte[], byte[]>> read, Map<TopicPartition, Long> ends) {
        for (RollupTable<?> table : tables) {
            var newest = new LinkedHashMap<String, byte @Nullable []>();
            of(table, read, ends).forEach(record -> newest.put(key(record), record.value()));
            records += newest.size();
            if (!newest.isEmpty() && refusal(table, newest) != null) {
                of(table, read, ends).forEach(record -> {
                    RuntimeException refusal = refusal(table, Collections.singletonMap(key(record), record.value()));
                    if (refusal != null) {
                        refuse(record, refusal);
                    }
                });
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(
            RollupTable<?> table, Iterable<ConsumerRecord<byte[], byte[]>> read, Map<TopicPartition, Long> ends) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (ConsumerRecord<byte[], byte[]> one : read) {
            var partition = new TopicPartition(one.topic(), one.partition());
            if (one.topic().equals(table.topic()) && one.offset() < ends.getOrDefault(partition, 0L)) {
                records.add(one);
            }
        }
        return records;
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private void refuse(ConsumerRecord<byte[], byte[]> record, RuntimeException refusal) {
        refused.merge(record.topic(), 1L, Long::sum);
        if (firstRefused.size() < MOST_TOLD) {
            firstRefused.add(new Refusal(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    key(record),
                    refusal.getClass().getSimpleName()));
        }
    }

    /** Writes rows, and returns why they cannot be written, if so. */
    private @Nullable RuntimeException refusal(RollupTable<?> table, Map<String, byte @Nullable []> rows) {
        try {
            parts.executeWithoutResult(part -> table.write(rows));
            return null;
        } catch (RuntimeException failure) {
            if (Verdict.of(failure) != Verdict.POISON) {
                throw failure;
            }
            return failure;
        }
    }
}
