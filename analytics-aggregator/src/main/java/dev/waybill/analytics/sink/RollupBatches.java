package dev.waybill.analytics.sink;

import dev.waybill.schemas.failures.Transactions;
import dev.waybill.schemas.failures.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Writes records to their tables, each batch in one transaction whose first statement moves the positions. */
final class RollupBatches {

    private final Transactions transactions;
    private final SinkOffsets offsets;
    private final List<RollupTable<?>> tables;
    private final DeadLetters deadLetters;

    RollupBatches(
            Transactions transactions, SinkOffsets offsets, List<RollupTable<?>> tables, DeadLetters deadLetters) {
        this.transactions = transactions;
        this.offsets = offsets;
        this.tables = tables;
        this.deadLetters = deadLetters;
    }

    /**
     * Writes records in their order and moves the positions on. A batch that took too long is written in halves; what a record is itself the
     * cause of ends at that record, as a dead letter.
     *
     * @param positions where the partitions stand; changed as records are written
     * @return false when another sink is ahead, or a record lies before its position, and the rest was not written
     */
    boolean write(List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> positions) {
        try {
            return commit(records, positions, () -> writeToTables(records));
        } catch (RuntimeException failure) {
            Verdict verdict = Verdict.of(failure);
            boolean one = records.size() == 1;
            if (verdict == Verdict.RETRY || (verdict == Verdict.TOO_LONG && one)) {
                throw failure;
            }
            if (one) {
                return commit(records, positions, () -> deadLetters.send(records.get(0), failure));
            }
            int half = records.size() / 2;
            return write(records.subList(0, half), positions)
                    && write(records.subList(half, records.size()), positions);
        }
    }

    private boolean commit(
            List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> positions, Runnable work) {
        var steps = new LinkedHashMap<TopicPartition, SinkOffsets.Step>();
        for (ConsumerRecord<byte[], byte[]> one : records) {
            var partition = new TopicPartition(one.topic(), one.partition());
            long from = Objects.requireNonNull(positions.get(partition));
            if (one.offset() < from) {
                return false;
            }
            steps.put(partition, new SinkOffsets.Step(from, one.offset() + 1));
        }
        Boolean mine = transactions.execute(transaction -> {
            if (!offsets.advance(steps)) {
                transaction.setRollbackOnly();
                return false;
            }
            work.run();
            return true;
        });
        if (Boolean.TRUE.equals(mine)) {
            steps.forEach((partition, step) -> positions.put(partition, step.to()));
        }
        return Boolean.TRUE.equals(mine);
    }

    private void writeToTables(List<ConsumerRecord<byte[], byte[]>> records) {
        for (RollupTable<?> table : tables) {
            var newest = new LinkedHashMap<String, byte @Nullable []>();
            for (ConsumerRecord<byte[], byte[]> one : records) {
                if (one.topic().equals(table.topic())) {
                    newest.put(new String(one.key(), StandardCharsets.UTF_8), one.value());
                }
            }
            if (!newest.isEmpty()) {
                table.write(newest);
            }
        }
    }
}
