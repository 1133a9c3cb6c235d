package dev.waybill.console.topics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers that belong to no group and read what is committed. */
public final class Readers {

    /** How long Kafka's clients wait for an answer where nobody says otherwise. */
    public static final Duration USUAL_PATIENCE = Duration.ofMinutes(1);

    private static final int SMALL_FETCH = 256 * 1024;
    private static final int SMALL_POLL = 100;

    private final Map<String, Object> settings;

    /** @param settings as Spring Boot makes them for consumers */
    public Readers(Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** Returns a consumer, to be closed by the caller. */
    public Consumer<byte[], byte[]> reader() {
        return consumer(readCommitted());
    }

    /** Returns a consumer that holds little at a time, of which there may be many, to be closed by the caller. */
    public Consumer<byte[], byte[]> smallReader() {
        Map<String, Object> config = readCommitted();
        // what is kept for a time only may be gone when somebody goes on slowly
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, SMALL_FETCH);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, SMALL_FETCH);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, SMALL_POLL);
        return consumer(config);
    }

    /** Returns a member of a group that commits nothing, to be closed by the caller. */
    public Consumer<byte[], byte[]> member(String group) {
        Map<String, Object> config = readCommitted();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        // a killed member's partitions wait for so long
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        // who comes takes what it is given, and nobody else stops for that
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return consumer(config);
    }

    /** Returns the settings without those of a group, to be changed by the caller. */
    public Map<String, Object> readCommitted() {
        Map<String, Object> config = new HashMap<>(settings);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return config;
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Returns where partitions are at a time: at the first record that is not older, at the end where there is none.
     *
     * @param ends of the partitions
     * @param patience how long the broker may take to answer
     */
    public static Map<TopicPartition, Long> at(
            Consumer<?, ?> consumer, Instant time, Map<TopicPartition, Long> ends, Duration patience) {
        var times = new HashMap<TopicPartition, Long>();
        ends.keySet().forEach(partition -> times.put(partition, time.toEpochMilli()));
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                consumer.offsetsForTimes(times, patience).entrySet()) {
            if (found.getValue() != null) {
                offsets.merge(found.getKey(), found.getValue().offset(), Math::min);
            }
        }
        return offsets;
    }

    /**
     * Returns the offsets after all that partitions hold. They are assigned to the consumer, which complains of offsets of others.
     *
     * @param patience how long the broker may take to answer
     */
    public static Map<TopicPartition, Long> ends(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration patience) {
        consumer.assign(partitions);
        return consumer.endOffsets(partitions, patience);
    }

    /** Whether a consumer has not come to some offsets yet. */
    public static boolean isBehind(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    /** Returns the partitions of a topic. */
    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        return partitions(consumer, topic, USUAL_PATIENCE);
    }

    /**
     * Returns the partitions of a topic.
     *
     * @param patience how long the broker may take to answer
     */
    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic, Duration patience) {
        return consumer.partitionsFor(topic, patience).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }
}
