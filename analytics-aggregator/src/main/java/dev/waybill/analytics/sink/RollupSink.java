package dev.waybill.analytics.sink;

import dev.waybill.schemas.topics.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Listens to the rollups. Key: the row; the last record of a key is the row. The position in PostgreSQL decides what comes next, not the
 * group's offsets, which are committed for what is written, to show the lag: a partition is first sought to its position, and sought again
 * when another sink, or an operator, has moved it. A duplicate is not met; a poison record becomes a dead letter and its neighbours are written.
 */
final class RollupSink implements ConsumerSeekAware {

    static final String ID = "analytics-sink";

    private static final Logger log = LoggerFactory.getLogger(RollupSink.class);

    private final SinkOffsets offsets;
    private final RollupBatches batches;
    /** Where each partition of this consumer stands; one not in here has to be sought first. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    /**
     * The first record of a batch that was not to be written. Should the container hand the same object out again, the positions are by
     * then those that were sought, and would let it through.
     */
    private @Nullable ConsumerRecord<byte[], byte[]> refused;

    private @Nullable ConsumerSeekCallback consumer;
    private volatile @Nullable Throwable failure;

    RollupSink(SinkOffsets offsets, RollupBatches batches) {
        this.offsets = offsets;
        this.batches = batches;
    }

    @KafkaListener(
            id = ID,
            topics = {Topics.CARRIER_PERFORMANCE, Topics.ANALYTICS_SUMMARIES},
            concurrency = "1",
            batch = "true")
    void on(List<ConsumerRecord<byte[], byte[]>> records, Acknowledgment written) {
        try {
            var partitions = records.stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .collect(Collectors.toSet());
            boolean known = records.get(0) != refused && positions.keySet().containsAll(partitions);
            if (known && batches.write(records, positions)) {
                refused = null;
                written.acknowledge();
            } else {
                refused = records.get(0);
                seek(partitions);
            }
            failure = null;
        } catch (RuntimeException passing) {
            failure = passing;
            positions.clear();
            throw passing;
        }
    }

    /** Returns why the last attempt failed, null when it did not. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    @Override
    public void registerSeekCallback(ConsumerSeekCallback callback) {
        consumer = callback;
    }

    @Override
    public void onPartitionsAssigned(Map<TopicPartition, Long> assigned, ConsumerSeekCallback callback) {
        positions.keySet().removeAll(assigned.keySet());
    }

    @Override
    public void onPartitionsRevoked(@Nullable Collection<TopicPartition> revoked) {
        if (revoked != null) {
            positions.keySet().removeAll(revoked);
        }
    }

    /** Finds positions that were set back while nothing came. */
    @Override
    public void onIdleContainer(Map<TopicPartition, Long> assigned, ConsumerSeekCallback callback) {
        try {
            offsets.of(assigned.keySet()).forEach((partition, position) -> {
                if (!position.equals(positions.put(partition, position))) {
                    callback.seek(partition.topic(), partition.partition(), position);
                }
            });
            failure = null;
        } catch (RuntimeException passing) {
            failure = passing;
        }
    }

    private void seek(Collection<TopicPartition> partitions) {
        ConsumerSeekCallback seeking = Objects.requireNonNull(consumer);
        offsets.of(partitions).forEach((partition, position) -> {
            log.info("Reading {} from {}", partition, position);
            positions.put(partition, position);
            seeking.seek(partition.topic(), partition.partition(), position);
        });
    }
}
