package dev.waybill.console.subscriptions;

import dev.waybill.console.subscriptions.Subscriptions.Placed;
import dev.waybill.console.topics.Readers;
import dev.waybill.schemas.lifecycle.Stopping;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The subscriptions that this instance works on: those of the partitions of their topic that Kafka gives it. When an instance dies another one
 * gets them. What the topic says is not read here. All is done by one thread.
 */
final class Workers implements SmartLifecycle, ConsumerRebalanceListener {

    /** The group of all instances. */
    static final String GROUP = "console-subscriptions";

    private static final Logger log = LoggerFactory.getLogger(Workers.class);
    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** What is being sent then is sent again by whoever goes on. */
    private static final Duration CLOSE = Duration.ofSeconds(4);

    private static final Duration FORGET = Duration.ofSeconds(20);

    private final Subscriptions subscriptions;
    private final Opening opening;
    private final Readers readers;
    private final Deliveries deliveries;
    private final Map<String, Worker> workers = new HashMap<>();
    private final Set<Integer> owned = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private final Stopping stopping = new Stopping();
    private volatile boolean changed;
    private long forgetAt = System.nanoTime();
    private Thread owner = new Thread();

    Workers(Subscriptions subscriptions, Opening opening, Readers readers, Deliveries deliveries) {
        this.subscriptions = subscriptions;
        this.opening = opening;
        this.readers = readers;
        this.deliveries = deliveries;
        subscriptions.onChange(() -> changed = true);
    }

    @Override
    public void start() {
        owner = new Thread(this::own, GROUP);
        owner.setDaemon(true);
        owner.start();
    }

    /** Returns when what was being sent is written. */
    @Override
    public void stop() {
        stopping.begin();
        try {
            owner.join(CLOSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return owner.isAlive();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> owned.add(partition.partition()));
        arrange();
    }

    /** Returns when what was being sent is written, so that whoever gets them finds it. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> owned.remove(partition.partition()));
        arrange();
    }

    private void own() {
        while (running()) {
            try (Consumer<byte[], byte[]> consumer = readers.member(GROUP)) {
                consumer.subscribe(List.of(Topics.SUBSCRIPTIONS), this);
                while (running()) {
                    consumer.poll(POLL);
                    if (changed && subscriptions.areKnown()) {
                        changed = false;
                        arrange();
                    }
                    forgetGone();
                }
            } catch (RuntimeException | Error broken) {
                log.warn("Subscriptions are shared out again: {}", broken.toString());
                stopping.pause(PAUSE);
            }
            owned.clear();
            arrange();
        }
    }

    /** Starts and stops workers, and returns when those that stop have ended. */
    private void arrange() {
        var wanted = new HashSet<String>();
        var known = new HashSet<String>();
        for (Placed placed : subscriptions.all()) {
            known.add(placed.subscription().getId());
            if (owned.contains(placed.partition())) {
                seen.add(placed.subscription().getId());
                if (placed.subscription().getDisabled() == null) {
                    wanted.add(placed.subscription().getId());
                }
            }
        }
        Set<String> ending = new HashSet<>(workers.keySet());
        ending.removeAll(wanted);
        ending.forEach(id -> Objects.requireNonNull(workers.get(id)).stop());
        ending.forEach(id -> Objects.requireNonNull(workers.remove(id)).awaitEnd());
        if (subscriptions.areKnown()) {
            wanted.forEach(id -> workers.computeIfAbsent(id, this::work));
            seen.stream().filter(id -> !known.contains(id)).forEach(gone::add);
            seen.retainAll(known);
        }
    }

    /** What a deleted subscription has left. */
    private void forgetGone() {
        if (gone.isEmpty() || System.nanoTime() - forgetAt < 0) {
            return;
        }
        forgetAt = System.nanoTime() + FORGET.toNanos();
        for (String id : List.copyOf(gone)) {
            try {
                deliveries.forget(id);
                gone.remove(id);
            } catch (RuntimeException later) {
                log.warn("What subscription {} has left is forgotten later: {}", id, later.toString());
            }
        }
    }

    private boolean running() {
        return !stopping.hasBegun();
    }

    private Worker work(String id) {
        Worker worker = new Worker(id, () -> subscriptions.find(id), opening);
        var thread = new Thread(worker, "subscription-" + id);
        thread.setDaemon(true);
        thread.start();
        return worker;
    }
}
