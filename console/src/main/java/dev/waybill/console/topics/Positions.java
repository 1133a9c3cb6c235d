package dev.waybill.console.topics;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The next offset of each partition that is read for somebody, and as text. */
public final class Positions {

    private final Map<TopicPartition, Long> next;

    public Positions(Map<TopicPartition, Long> next) {
        this.next = new HashMap<>(next);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static Positions of(String text) {
        var next = new HashMap<TopicPartition, Long>();
        if (text.isEmpty()) {
            return new Positions(next);
        }
        for (String topic : text.split(";", -1)) {
            int colon = topic.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("no position: " + topic);
            }
            String name = EventType.named(topic.substring(0, colon))
                    .orElseThrow(() -> new IllegalArgumentException("no position: " + topic))
                    .topic();
            String[] offsets = topic.substring(colon + 1).split(",", -1);
            for (int partition = 0; partition < offsets.length; partition++) {
                long offset = Long.parseLong(offsets[partition]);
                if (offset < 0) {
                    throw new IllegalArgumentException("no position: " + topic);
                }
                next.put(new TopicPartition(name, partition), offset);
            }
        }
        return new Positions(next);
    }

    /** Sets the next offset of a partition. */
    public void set(TopicPartition partition, long offset) {
        next.put(partition, offset);
    }

    /** Returns the offsets by partition. */
    public Map<TopicPartition, Long> next() {
        return Map.copyOf(next);
    }

    /** Returns them as text: by topic the offsets of its partitions in their order. */
    public String text() {
        Map<String, TreeMap<Integer, Long>> topics = new TreeMap<>();
        next.forEach((partition, offset) -> topics.computeIfAbsent(
                        EventType.of(partition.topic()).text(), topic -> new TreeMap<>())
                .put(partition.partition(), offset));
        return topics.entrySet().stream()
                .map(topic -> topic.getKey() + ":"
                        + topic.getValue().values().stream()
                                .map(offset -> Long.toString(offset))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
    }
}
