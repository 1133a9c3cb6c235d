package dev.waybill.ingest.fetch;

import dev.waybill.schemas.lifecycle.Stopping;
import dev.waybill.schemas.topics.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Listens to {@code import-pages}. What follows from a page, the next page among it, is one transaction with the page's offset: an import goes
 * on where it was, whichever instance is killed, and each object is in the inbox once. Key: the import. Ordering: by key. A duplicate: none.
 * A poison record: to its dead letters. A page that must wait is left where it is: its partition is paused and the consumer goes on polling, so
 * it keeps its place in the group however long it takes.
 */
final class Importer implements SmartLifecycle, ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(Importer.class);
    /** Whoever has it begins reconciliations. */
    private static final TopicPartition FIRST = new TopicPartition(Topics.IMPORT_PAGES, 0);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CLOSE = Duration.ofSeconds(4);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final ImportPages pages;
    private final Reconciliations reconciliations;
    private final Map<TopicPartition, ConsumerRecord<byte[], byte[]>> waiting = new HashMap<>();
    private final Stopping stopping = new Stopping();
    private final Thread thread = new Thread(this::run, "importer");

    Importer(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<Producer<byte[], byte[]>> producers,
            ImportPages pages,
            Reconciliations reconciliations) {
        this.consumers = consumers;
        this.producers = producers;
        this.pages = pages;
        this.reconciliations = reconciliations;
    }

    @Override
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() {
        stopping.begin();
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // each begins at its committed offset
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(waiting::remove);
    }

    private void run() {
        while (goesOn()) {
            try (Consumer<byte[], byte[]> consumer = consumers.get();
                    Producer<byte[], byte[]> producer = producers.get()) {
                waiting.clear();
                producer.initTransactions();
                consumer.subscribe(List.of(Topics.IMPORT_PAGES), this);
                while (goesOn()) {
                    turn(consumer, producer);
                }
            } catch (RuntimeException broken) {
                log.warn("Imports begin again where they were: {}", broken.toString());
                stopping.pause(PAUSE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void turn(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer)
            throws InterruptedException {
        for (ConsumerRecord<byte[], byte[]> page : consumer.poll(waiting.isEmpty() ? IDLE : POLL)) {
            var partition = new TopicPartition(page.topic(), page.partition());
            waiting.put(partition, page);
            consumer.pause(Set.of(partition));
        }
        if (consumer.assignment().contains(FIRST)) {
            send(producer, reconciliations.due());
        }
        for (TopicPartition partition : List.copyOf(waiting.keySet())) {
            ConsumerRecord<byte[], byte[]> page = waiting.get(partition);
            Optional<List<ProducerRecord<byte[], byte[]>>> follows = page == null ? Optional.empty() : pages.ask(page);
            if (page != null && follows.isPresent()) {
                commit(consumer, producer, follows.get(), Map.of(partition, new OffsetAndMetadata(page.offset() + 1)));
                waiting.remove(partition);
                consumer.resume(Set.of(partition));
            }
        }
    }

    private static void send(Producer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
        if (!records.isEmpty()) {
            producer.beginTransaction();
            records.forEach(record -> {
                var unused = producer.send(record);
            });
            producer.commitTransaction();
        }
    }

    private static void commit(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : records) {
            // a failure is told by the commit
            var unused = producer.send(record);
        }
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
    }

    private boolean goesOn() {
        return !stopping.hasBegun();
    }
}
