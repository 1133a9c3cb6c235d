package dev.waybill.tracking.batch;

import dev.waybill.schemas.lifecycle.Stopping;
import dev.waybill.tracking.batch.ListenerState.Phase;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread of a listener. Key: whatever the handler needs, a partition belongs to one thread. Ordering: by partition. A duplicate: the
 * handler's affair. A poison record: to its dead letters. Any failure of the broker ends in new clients that begin at the committed
 * offsets; a zombie's transaction is refused by the group's generation.
 */
final class BatchLoop<T> implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(BatchLoop.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long SHORTEST_PAUSE_MS = 100;

    private final Subscription subscription;
    private final BatchHandler<T> handler;
    private final KafkaClients clients;
    private final Reporter reporter;
    private final Gathering gathering;
    private final Stopping stopping = new Stopping();

    private volatile @Nullable Consumer<byte[], byte[]> reading;
    private @Nullable ConsumerRecords<byte[], byte[]> next;
    private int assignments;
    private int failures;

    BatchLoop(Subscription subscription, BatchHandler<T> handler, KafkaClients clients, Reporter reporter) {
        this.subscription = subscription;
        this.handler = handler;
        this.clients = clients;
        this.reporter = reporter;
        this.gathering = new Gathering(clients.maxRecords(), () -> assignments);
    }

    void stop() {
        stopping.begin();
        Consumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public void run() {
        String end = "stopped";
        try {
            while (running()) {
                live();
            }
        } catch (Error fatal) {
            end = fatal.getClass().getSimpleName();
            throw fatal;
        } finally {
            reporter.told(Phase.STOPPED, end);
        }
    }

    private boolean running() {
        return !stopping.hasBegun();
    }

    private void live() {
        try {
            Consumer<byte[], byte[]> consumer = clients.consumer(subscription, reporter.member());
            KafkaClientMetrics shown = reporter.show(consumer);
            try {
                Producer<byte[], byte[]> producer = clients.producer(reporter.member());
                try {
                    read(consumer, producer);
                } finally {
                    close(() -> KafkaClients.close(producer));
                }
            } finally {
                reading = null;
                shown.close();
                close(() -> KafkaClients.close(consumer));
            }
        } catch (WakeupException stopped) {
            log.debug("{} stops", reporter.member());
        } catch (RuntimeException broken) {
            log.debug("{} begins again", reporter.member(), broken);
            reporter.retrying(broken, failures++);
            stopping.pause(pause(failures));
        }
    }

    private void read(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        reading = consumer;
        producer.initTransactions();
        var first = new FirstTopic(subscription.first());
        consumer.subscribe(subscription.topics(), new Assignments(consumer, first));
        reporter.told(Phase.RUNNING, null);
        next = null;
        while (running()) {
            once(consumer, producer, first);
        }
    }

    private void once(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer, FirstTopic first) {
        ConsumerRecords<byte[], byte[]> records = next == null ? gathering.poll(consumer, POLL) : next;
        next = null;
        if (!records.isEmpty()) {
            int assigned = assignments;
            var batch = new Halving<>(handler, (failure, attempt) -> {
                reporter.retrying(failure, attempt);
                waitPaused(consumer, pause(attempt), assigned);
                first.resume(consumer);
            });
            long started = System.nanoTime();
            try {
                send(consumer, producer, records, batch.run(records));
            } catch (AbandonedException taken) {
                log.info(
                        "{} leaves {} records to whoever has their partitions now", reporter.member(), records.count());
                return;
            }
            reporter.handled(records.count(), batch.refused().size(), System.nanoTime() - started);
            failures = 0;
        }
        first.advance(consumer);
    }

    private static void send(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            ConsumerRecords<byte[], byte[]> records,
            List<ProducerRecord<byte[], byte[]>> sent) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : sent) {
            // a failure is told by the commit
            var ignored = producer.send(record);
        }
        producer.sendOffsetsToTransaction(records.nextOffsets(), consumer.groupMetadata());
        producer.commitTransaction();
    }

    /** Goes on polling without reading, so that the group keeps this member while it waits. */
    private void waitPaused(Consumer<byte[], byte[]> consumer, Duration pause, int assigned) {
        long end = System.nanoTime() + pause.toNanos();
        do {
            consumer.pause(consumer.assignment());
            ConsumerRecords<byte[], byte[]> records =
                    consumer.poll(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (assignments != assigned) {
                next = records.isEmpty() ? null : records;
                throw new AbandonedException();
            }
        } while (System.nanoTime() < end);
    }

    private Duration pause(int attempt) {
        long millis = SHORTEST_PAUSE_MS << Math.min(attempt, 10);
        Duration longest = reporter.longestPause();
        return millis < longest.toMillis() ? Duration.ofMillis(millis) : longest;
    }

    private static void close(Runnable close) {
        try {
            close.run();
        } catch (KafkaException away) {
            log.debug("Closing a client", away);
        }
    }

    private final class Assignments implements ConsumerRebalanceListener {

        private final Consumer<?, ?> consumer;
        private final FirstTopic first;

        Assignments(Consumer<?, ?> consumer, FirstTopic first) {
            this.consumer = consumer;
            this.first = first;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assignments++;
            first.assigned(consumer, partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            assignments++;
        }
    }
}
