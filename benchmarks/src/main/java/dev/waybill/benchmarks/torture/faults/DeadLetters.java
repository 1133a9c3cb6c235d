package dev.waybill.benchmarks.torture.faults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks into the topics of dead letters. */
final class DeadLetters {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Pattern ALL = Pattern.compile(".*-dlt");
    private static final String REASON = "waybill_dlt_reason";
    private static final int LONGEST_BODY = 200;

    private DeadLetters() {}

    /**
     * Waits for dead letters with a reason.
     *
     * @param awaited names by the end of the source topic and the key, or the body where there is no key
     * @return the names of those that did not come
     */
    static List<String> missing(String kafka, Map<String, String> awaited) {
        var missing = new TreeMap<>(awaited);
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
            consumer.subscribe(ALL);
            while (!missing.isEmpty() && System.nanoTime() < end) {
                consumer.poll(POLL).forEach(letter -> missing.keySet().removeIf(name -> is(letter, name)));
            }
        }
        return List.copyOf(missing.values());
    }

    /** Returns the schema id of a topic's records, or one that fits none when there are no records. */
    static int schemaOf(String kafka, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (System.nanoTime() < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        return ByteBuffer.wrap(record.value()).getInt(1);
                    }
                }
            }
        }
        return 1_900_000_000;
    }

    private static boolean is(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header reason = letter.headers().lastHeader(REASON);
        String topic = letter.topic().replace("-dlt", "");
        byte[] said = letter.key() != null ? letter.key() : letter.value();
        if (reason == null || reason.value().length == 0 || said == null) {
            return false;
        }
        int length = Math.min(said.length, LONGEST_BODY);
        return (topic + " " + new String(said, 0, length, StandardCharsets.UTF_8)).endsWith(name);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String kafka) {
        return new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", kafka,
                        "group.id", "torture-" + UUID.randomUUID(),
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed",
                        "metadata.max.age.ms", "2000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
