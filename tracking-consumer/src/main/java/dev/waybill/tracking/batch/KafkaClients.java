package dev.waybill.tracking.batch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The clients of one listener thread, set for batches of raw records and transactions fenced by the group's generation. */
final class KafkaClients {

    private static final Duration CLOSING = Duration.ofSeconds(3);
    private static final int LARGEST_REQUEST = 9 << 20;
    private static final int ENOUGH = 1 << 20;

    private final Map<String, Object> consumers;
    private final Map<String, Object> producers;
    private final int maxRecords;
    private final @Nullable String instance;

    KafkaClients(Map<String, Object> consumers, Map<String, Object> producers, BatchProperties batches) {
        this.consumers = consumers;
        this.producers = producers;
        this.maxRecords = batches.maxRecords();
        Object told = consumers.get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        this.instance = batches.instance() == null && told != null ? told.toString() : batches.instance();
    }

    Consumer<byte[], byte[]> consumer(Subscription subscription, String member) {
        var config = new HashMap<>(consumers);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, subscription.group());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, member);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
        if (!subscription.gathered().isZero()) {
            config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, ENOUGH);
            config.put(
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    Math.toIntExact(subscription.gathered().toMillis()));
        }
        if (instance == null) {
            config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        } else {
            config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance + "-" + member);
        }
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Producer<byte[], byte[]> producer(String member) {
        var config = new HashMap<>(producers);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, member);
        config.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                (instance == null ? UUID.randomUUID() : instance) + "-" + member);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** How many records a poll brings at most. */
    int maxRecords() {
        return maxRecords;
    }

    static void close(Consumer<?, ?> consumer) {
        consumer.close(CloseOptions.timeout(CLOSING));
    }

    static void close(Producer<?, ?> producer) {
        producer.close(CLOSING);
    }
}
