package dev.waybill.console.deadletters;

import dev.waybill.console.deadletters.DeadLetterIndex.Place;
import dev.waybill.console.topics.Readers;
import dev.waybill.schemas.topics.Topic;
import dev.waybill.schemas.topics.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topics of dead letters, read where somebody looks. */
final class DeadLetterTopics {

    /** The names of all. */
    static final List<String> NAMES = Topics.catalogue().stream()
            .map(Topic::name)
            .filter(name -> Topics.failed(name) != null)
            .toList();

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Readers readers;
    private final Clock clock;

    DeadLetterTopics(Readers readers, Clock clock) {
        this.readers = readers;
        this.clock = clock;
    }

    /** Returns the records at some places; those are left out that are not kept, or do not come in time. */
    List<ConsumerRecord<byte[], byte[]>> at(List<Place> places) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (Consumer<byte[], byte[]> consumer = readers.reader()) {
            Map<TopicPartition, NavigableSet<Long>> wanted = kept(consumer, places);
            consumer.assign(wanted.keySet());
            wanted.forEach((partition, offsets) -> consumer.seek(partition, offsets.first()));
            Instant end = clock.instant().plus(PATIENCE);
            while (!wanted.isEmpty() && clock.instant().isBefore(end)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    NavigableSet<Long> offsets = wanted.get(new TopicPartition(record.topic(), record.partition()));
                    if (offsets != null && offsets.contains(record.offset())) {
                        records.add(record);
                    }
                }
                goOn(consumer, wanted);
            }
        }
        return records;
    }

    /** Returns the offsets that are within their partitions' logs. */
    private static Map<TopicPartition, NavigableSet<Long>> kept(Consumer<byte[], byte[]> consumer, List<Place> places) {
        var wanted = new HashMap<TopicPartition, NavigableSet<Long>>();
        places.forEach(place -> wanted.computeIfAbsent(place.partition(), partition -> new TreeSet<>())
                .add(place.offset()));
        wanted.keySet()
                .removeIf(partition -> consumer.partitionsFor(partition.topic()).stream()
                        .noneMatch(there -> there.partition() == partition.partition()));
        Map<TopicPartition, Long> first = consumer.beginningOffsets(wanted.keySet(), PATIENCE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(wanted.keySet(), PATIENCE);
        wanted.forEach((partition, offsets) -> offsets.removeIf(
                offset -> offset < first.getOrDefault(partition, 0L) || offset >= ends.getOrDefault(partition, 0L)));
        wanted.values().removeIf(NavigableSet::isEmpty);
        return wanted;
    }

    /** Leaves what has been read, and leaps over what nobody asked for. */
    private static void goOn(Consumer<byte[], byte[]> consumer, Map<TopicPartition, NavigableSet<Long>> wanted) {
        for (TopicPartition partition : Set.copyOf(wanted.keySet())) {
            NavigableSet<Long> offsets = Objects.requireNonNull(wanted.get(partition));
            long position = consumer.position(partition);
            offsets.headSet(position).clear();
            if (offsets.isEmpty()) {
                wanted.remove(partition);
                consumer.pause(Set.of(partition));
            } else if (offsets.first() > position) {
                consumer.seek(partition, offsets.first());
            }
        }
    }

    /** Returns the offsets of the first records that are kept. */
    Map<TopicPartition, Long> firstOffsets(List<TopicPartition> partitions) {
        try (Consumer<byte[], byte[]> consumer = readers.reader()) {
            return consumer.beginningOffsets(partitions, PATIENCE);
        }
    }
}
