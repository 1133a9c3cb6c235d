package dev.waybill.benchmarks.torture.comparison;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** What the topics of snapshots and rollups have told those who read what is committed. */
public final class Published {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final String POISON = "poison";

    private final Map<PublishedTopic, Map<String, Telling>> last = new TreeMap<>();
    private final List<String> setBack = new ArrayList<>();

    private Published() {}

    /** Reads the topics from their beginning to where they end now. */
    public static Published read(String kafka) {
        var published = new Published();
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            for (PublishedTopic topic : PublishedTopic.values()) {
                published.read(consumer, topic);
            }
        }
        return published;
    }

    /** Returns each case where something older was told after something newer, which no reader could make good. */
    public List<String> setBack() {
        return List.copyOf(setBack);
    }

    /** Returns what a key was told to be last, null when nothing was. */
    public @Nullable String last(PublishedTopic topic, String key) {
        Telling told = last.getOrDefault(topic, Map.of()).get(key);
        return told == null ? null : told.content();
    }

    /** Returns each key whose last record is not what its table says, once nothing changes any more. */
    public List<String> differences(Connection database) throws SQLException {
        var differences = new ArrayList<String>();
        for (PublishedTopic topic : PublishedTopic.values()) {
            Map<String, String> rows = rows(database, topic);
            var keys = new TreeSet<>(rows.keySet());
            keys.addAll(last.getOrDefault(topic, Map.of()).keySet());
            for (String key : keys) {
                String told = last(topic, key);
                String row = rows.getOrDefault(key, PublishedTopic.GONE);
                if (!row.equals(told)) {
                    differences.add("%s %s: last told as %s, its row is %s".formatted(topic.topic(), key, told, row));
                }
            }
        }
        return differences;
    }

    private static Map<String, String> rows(Connection database, PublishedTopic topic) throws SQLException {
        var rows = new TreeMap<String, String>();
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(topic.query())) {
            while (found.next()) {
                if (!found.getString(1).contains(POISON)) {
                    rows.put(found.getString(1), found.getString(2));
                }
            }
        }
        return rows;
    }

    private void read(KafkaConsumer<String, byte[]> consumer, PublishedTopic topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topic()).stream()
                .map(partition -> new TopicPartition(topic.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(record -> {
                if (!record.key().contains(POISON)) {
                    tell(topic, record);
                }
            });
        }
    }

    private void tell(PublishedTopic topic, ConsumerRecord<String, byte[]> record) {
        Telling now = topic.read(record);
        Telling before = last.computeIfAbsent(topic, any -> new TreeMap<>()).put(record.key(), now);
        if (before != null && now.isOlderThan(before)) {
            setBack.add("%s %s: %s told after %s".formatted(topic.topic(), record.key(), now, before));
        }
    }

    /**
     * A record.
     *
     * @param source of its versions; those of two sources cannot be compared
     */
    record Telling(String source, long version, String content) {

        boolean isOlderThan(Telling other) {
            return source.equals(other.source) && version < other.version;
        }
    }
}
