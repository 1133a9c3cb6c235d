package dev.waybill.console.replay;

import dev.waybill.console.topics.Readers;
import dev.waybill.events.Replay;
import dev.waybill.schemas.topics.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka clients of replays. */
final class CopyClients {

    private static final int BATCH = 500;
    private static final int PATIENCE_MS = 10_000;
    private static final int ROOM_FOR_HEADERS = 1 << 20;

    private final Readers readers;
    private final Map<String, Object> producers;

    CopyClients(Readers readers, Map<String, Object> producers) {
        this.readers = readers;
        this.producers = producers;
    }

    /** Returns the name of a replay's consumer group. */
    static String group(String replay) {
        return "replay-" + replay;
    }

    /** A member of the group that shares out the partitions of a replay. */
    Consumer<byte[], byte[]> member(Replay replay) {
        Map<String, Object> config = readers.readCommitted();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group(replay.getId()));
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        // it begins where the range does, which was committed; without that nobody knows what is copied already
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // a killed instance's partitions wait for so long, and so does what it had open
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, PATIENCE_MS / 3);
        // a batch is one transaction, and no longer than a second of the rate
        Integer rate = replay.getRate();
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, rate == null ? BATCH : Math.min(BATCH, rate));
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer of transactions, which the generation of a group fences. */
    Producer<byte[], byte[]> copies() {
        Map<String, Object> config = new HashMap<>(producers);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "replay-" + UUID.randomUUID());
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return producer(config);
    }

    /** A producer of what is wanted, and what has become of it. */
    Producer<byte[], byte[]> reports() {
        return producer(new HashMap<>(producers));
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> config) {
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_DEAD_LETTER_BYTES + ROOM_FOR_HEADERS);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
