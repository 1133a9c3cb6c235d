package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.Broker;
import dev.waybill.console.topics.Follower;
import dev.waybill.console.topics.Readers;
import dev.waybill.console.topics.Requests;
import dev.waybill.events.Subscription;
import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.RegistryAwayException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;

/**
 * All subscriptions, as the topic {@code subscriptions} tells them to each instance. Key: the subscription. Ordering: by key, the later change
 * counts. A duplicate: changes nothing. A poison record: is passed over, and logged.
 */
final class Subscriptions implements SmartLifecycle, Follower.Reading {

    private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int NOWHERE = -1;

    private final AvroWire wire;
    private final Readers readers;
    private final Requests requests;
    private final Map<String, Placed> known = new ConcurrentHashMap<>();
    private final Object changes = new Object();
    private final Follower follower;
    private volatile Runnable changed = () -> {};
    private volatile boolean running;
    private volatile boolean caughtUp;

    /**
     * A subscription and where it stands.
     *
     * @param partition of its topic, whose owner works on it
     */
    record Placed(Subscription subscription, int partition) {}

    Subscriptions(Requests requests, Readers readers, AvroWire wire) {
        this.requests = requests;
        this.readers = readers;
        this.wire = wire;
        this.follower = new Follower("subscriptions", readers, List.of(Topics.SUBSCRIPTIONS), this);
    }

    /** Tells when one has changed, and once all are known. By one thread. */
    void onChange(Runnable changed) {
        this.changed = changed;
    }

    Optional<Subscription> find(String id) {
        return Optional.ofNullable(known.get(id)).map(Placed::subscription);
    }

    /** Returns all of them, oldest first. */
    List<Placed> all() {
        return known.values().stream()
                .sorted(Comparator.comparing(placed -> placed.subscription().getCreatedAt()))
                .toList();
    }

    /** Returns how many are disabled. */
    long disabled() {
        return known.values().stream()
                .filter(placed -> placed.subscription().getDisabled() != null)
                .count();
    }

    /**
     * Makes sure that all is known that was told until now, by any instance, so that a change changes what is.
     *
     * @throws Problem when this instance has not read it within a moment
     */
    void requireAllKnown() {
        Map<TopicPartition, Long> ends = ends();
        long began = System.nanoTime();
        while (!follower.hasRead(ends)) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "still-reading",
                                "The subscriptions are still being read; try again")
                        .header("Retry-After", "5");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Whether all that was there at the start is known. */
    boolean areKnown() {
        return caughtUp;
    }

    /** Tells all instances, this one too, of a change that counts more than the one before, and returns when the broker has it. */
    Subscription tell(Subscription.Builder changed, Instant now) {
        Instant before = find(changed.getId()).map(Subscription::getChangedAt).orElse(Instant.EPOCH);
        Subscription subscription = changed.setChangedAt(now.isAfter(before) ? now : before.plus(1, ChronoUnit.MICROS))
                .build();
        requests.send(
                Topics.SUBSCRIPTIONS,
                subscription.getId(),
                subscription,
                subscription.getId() + "/" + subscription.getChangedAt(),
                "dev.waybill." + Topics.SUBSCRIPTIONS,
                subscription.getChangedAt());
        known.merge(subscription.getId(), new Placed(subscription, NOWHERE), Subscriptions::later);
        return subscription;
    }

    /**
     * Tells of a change of what was read, unless somebody has changed or deleted it since: then nothing is told.
     *
     * @throws Problem when that cannot be said now
     */
    Optional<Subscription> tellUnlessChanged(Subscription before, Subscription.Builder changed, Instant now) {
        synchronized (changes) {
            requireAllKnown();
            return find(before.getId()).filter(before::equals).map(same -> tell(changed, now));
        }
    }

    /** Deletes one, and returns when the broker has it. */
    void delete(String id) {
        requests.send(List.of(new ProducerRecord<>(Topics.SUBSCRIPTIONS, id.getBytes(StandardCharsets.UTF_8), null)));
        known.remove(id);
    }

    @Override
    public void start() {
        running = true;
        follower.start();
    }

    @Override
    public void stop() {
        running = false;
        follower.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void begin(Map<TopicPartition, Long> first) {
        caughtUp = false;
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            log.warn("{}-{}@{} has no key", record.topic(), record.partition(), record.offset());
            return;
        }
        String id = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            known.remove(id);
        } else {
            try {
                Subscription told = wire.decode(record.value(), Subscription.class);
                known.merge(id, new Placed(told, record.partition()), Subscriptions::later);
            } catch (RegistryAwayException away) {
                throw away;
            } catch (SerializationException unreadable) {
                log.warn(
                        "{}-{}@{} is no subscription", record.topic(), record.partition(), record.offset(), unreadable);
            }
        }
        if (caughtUp) {
            changed.run();
        }
    }

    @Override
    public void caughtUp() {
        caughtUp = true;
        changed.run();
    }

    private Map<TopicPartition, Long> ends() {
        try (Consumer<byte[], byte[]> reader = readers.smallReader()) {
            List<TopicPartition> partitions = Readers.partitions(reader, Topics.SUBSCRIPTIONS, PATIENCE);
            return Readers.ends(reader, partitions, PATIENCE);
        } catch (KafkaException away) {
            throw Broker.away(away);
        }
    }

    private static Placed later(Placed one, Placed other) {
        int partition = Math.max(one.partition, other.partition);
        return other.subscription.getChangedAt().isBefore(one.subscription.getChangedAt())
                ? new Placed(one.subscription, partition)
                : new Placed(other.subscription, partition);
    }
}
