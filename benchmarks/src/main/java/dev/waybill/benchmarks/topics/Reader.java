package dev.waybill.benchmarks.topics;

import dev.waybill.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A group that reads a topic and commits after each poll: what any consumer does at least. */
public final class Reader {

    private Reader() {}

    /** Starts threads that hand each value on and end with the process. */
    public static void start(
            String bootstrapServers, String group, String topic, int threads, Consumer<byte[]> values) {
        for (int i = 0; i < threads; i++) {
            var thread = new Thread(() -> read(bootstrapServers, group, topic, values), group + "-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void read(String bootstrapServers, String group, String topic, Consumer<byte[]> values) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        group,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false,
                        "isolation.level",
                        "read_committed",
                        "max.partition.fetch.bytes",
                        Topics.MAX_RECORD_BYTES),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (true) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(1));
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    values.accept(record.value());
                }
                if (!records.isEmpty()) {
                    consumer.commitSync();
                }
            }
        }
    }
}
