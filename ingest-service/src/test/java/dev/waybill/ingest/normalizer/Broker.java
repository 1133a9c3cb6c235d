package dev.waybill.ingest.normalizer;

import static org.awaitility.Awaitility.await;

import dev.waybill.schemas.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a test puts into the inbox, all into one partition, and what it finds in other topics. */
final class Broker implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final String servers;
    private final KafkaProducer<byte[], byte[]> producer;

    Broker(String servers) {
        this.servers = servers;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "max.request.size", Topics.MAX_RECORD_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void put(byte[] body, Header... headers) {
        try {
            producer.send(new ProducerRecord<byte[], byte[]>(Topics.INBOX, 0, (byte[]) null, body, List.of(headers)))
                    .get();
        } catch (InterruptedException | ExecutionException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** Returns all records of a topic as soon as there are so many. */
    List<ConsumerRecord<byte[], byte[]>> awaitRecords(String topic, int count) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "auto.offset.reset",
                        "earliest",
                        "allow.auto.create.topics",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList());
            await("records of " + topic).atMost(SOON).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                return found.size() >= count;
            });
        }
        return found;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
