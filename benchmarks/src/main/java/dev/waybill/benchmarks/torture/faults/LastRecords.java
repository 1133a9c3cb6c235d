package dev.waybill.benchmarks.torture.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a compacted topic says in the end, to those who read what is committed. */
final class LastRecords {

    private static final Duration POLL = Duration.ofMillis(200);

    private LastRecords() {}

    /** Returns the last value of each key in which a text occurs, as a comparable text. */
    static Map<String, String> of(String kafka, String topic, String occurring) {
        var last = new TreeMap<String, String>();
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> {
                    if (record.key() != null && record.key().contains(occurring)) {
                        last.put(
                                record.key(),
                                record.value() == null
                                        ? "gone"
                                        : new String(record.value(), StandardCharsets.ISO_8859_1));
                    }
                });
            }
        }
        return last;
    }
}
