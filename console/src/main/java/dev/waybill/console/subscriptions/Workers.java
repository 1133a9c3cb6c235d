package dev.waybill.console.subscriptions;

import dev.waybill.console.subscriptions.Subscriptions.Placed;
import dev.waybill.console.topics.Readers;
import dev.waybill.schemas.topics.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The subscriptions that this instance works on: those of the partitions of their topic that Kafka gives it. When an instance dies another one
 * gets them. What the topic says is not read here.
 */
final class Workers implements SmartLifecycle, ConsumerRebalanceListener {

    /** The group of all instances. */
    static final String GROUP = "console-subscriptions";

    private static final Logger log = LoggerFactory.getLogger(Workers.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Subscriptions subscriptions;
    private final Opening opening;
    private final Readers readers;
    private final Deliveries deliveries;
    private final Map<String, Worker> workers = new HashMap<>();
    private final Set<Integer> owned = new HashSet<>();
    private volatile boolean running;
    private Thread owner = new Thread();

    Workers(Subscriptions subscriptions, Opening opening, Readers readers, Deliveries deliveries) {
        this.subscriptions = subscriptions;
        this.opening = opening;
        this.readers = readers;
        this.deliveries = deliveries;
        subscriptions.onChange(this::arrange);
    }

    @Override
    public void start() {
        running = true;
        owner = new Thread(this::own, GROUP);
        owner.setDaemon(true);
        owner.start();
    }

    /** Returns when what was being sent is written. */
    @Override
    public void stop() {
        running = false;
        try {
            owner.join(Worker.STOP_PATIENCE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        change(() -> partitions.forEach(partition -> owned.add(partition.partition())));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        change(() -> partitions.forEach(partition -> owned.remove(partition.partition())));
    }

    private void own() {
        while (running) {
            try (Consumer<byte[], byte[]> consumer = readers.member(GROUP)) {
                consumer.subscribe(List.of(Topics.SUBSCRIPTIONS), this);
                while (running) {
                    consumer.poll(POLL);
                }
            } catch (WakeupException | IllegalStateException ended) {
                log.debug("{}", ended.toString());
            } catch (RuntimeException broken) {
                log.warn("Subscriptions are shared out again: {}", broken.toString());
            }
            change(owned::clear);
        }
    }

    private void change(Runnable change) {
        synchronized (workers) {
            change.run();
        }
        arrange();
    }

    /** Starts and stops workers, and returns when those that stop have ended. */
    private void arrange() {
        synchronized (workers) {
            var wanted = new HashSet<String>();
            for (Placed placed : subscriptions.all()) {
                if (owned.contains(placed.partition()) && placed.subscription().getDisabled() == null) {
                    wanted.add(placed.subscription().getId());
                }
            }
            Set<String> stopping = new HashSet<>(workers.keySet());
            stopping.removeAll(wanted);
            stopping.forEach(id -> Objects.requireNonNull(workers.get(id)).stop());
            stopping.forEach(this::end);
            wanted.forEach(id -> workers.computeIfAbsent(id, this::work));
        }
    }

    private void end(String id) {
        Worker worker = workers.remove(id);
        if (worker != null) {
            worker.awaitEnd();
        }
        if (subscriptions.find(id).isEmpty()) {
            deliveries.forget(id);
        }
    }

    private Worker work(String id) {
        Worker worker = new Worker(id, () -> subscriptions.find(id), opening);
        var thread = new Thread(worker, "subscription-" + id);
        thread.setDaemon(true);
        thread.start();
        return worker;
    }
}
