package dev.waybill.console.topics;

import dev.waybill.schemas.lifecycle.Stopping;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that reads topics from their beginning and goes on with what comes. When the broker fails it begins again. */
public final class Follower implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Follower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String name;
    private final Readers readers;
    private final Collection<String> topics;
    private final Reading reading;
    private final Stopping stopping = new Stopping();
    private volatile Map<TopicPartition, Long> positions = Map.of();

    /** What is done with the records, by one thread. */
    public interface Reading {

        /**
         * All is read from the beginning.
         *
         * @param first the offset at which each partition's log begins
         */
        void begin(Map<TopicPartition, Long> first);

        void read(ConsumerRecord<byte[], byte[]> record);

        /** What was there at the beginning has been read. */
        void caughtUp();
    }

    public Follower(String name, Readers readers, Collection<String> topics, Reading reading) {
        this.name = name;
        this.readers = readers;
        this.topics = List.copyOf(topics);
        this.reading = reading;
    }

    /** Begins to read. */
    public void start() {
        var thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        stopping.begin();
    }

    /** Whether all below some offsets has been read. */
    public boolean hasRead(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> read = positions;
        return ends.entrySet().stream().allMatch(end -> read.getOrDefault(end.getKey(), -1L) >= end.getValue());
    }

    private boolean running() {
        return !stopping.hasBegun();
    }

    private void run() {
        while (running()) {
            try (Consumer<byte[], byte[]> consumer = readers.reader()) {
                List<TopicPartition> partitions = topics.stream()
                        .flatMap(topic -> Readers.partitions(consumer, topic).stream())
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                reading.begin(consumer.beginningOffsets(partitions));
                Map<TopicPartition, Long> known = consumer.endOffsets(partitions);
                while (running() && Readers.isBehind(consumer, known)) {
                    consumer.poll(POLL).forEach(reading::read);
                }
                reading.caughtUp();
                while (running()) {
                    positions = positions(consumer, partitions);
                    consumer.poll(POLL).forEach(reading::read);
                }
            } catch (RuntimeException broken) {
                positions = Map.of();
                log.warn("{} are read again: {}", name, broken.toString());
                stopping.pause(PAUSE);
            }
        }
    }

    private static Map<TopicPartition, Long> positions(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.toMap(partition -> partition, consumer::position));
    }
}
