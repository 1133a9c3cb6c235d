package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.Follower;
import dev.waybill.console.topics.Readers;
import dev.waybill.console.topics.Requests;
import dev.waybill.events.Subscription;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import dev.waybill.schemas.wire.RegistryAwayException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * All subscriptions, as the topic {@code subscriptions} tells them to each instance. Key: the subscription. Ordering: by key, the later change
 * counts. A duplicate: changes nothing. A poison record: is passed over, and logged.
 */
final class Subscriptions implements SmartLifecycle, Follower.Reading {

    private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);

    private final AvroWire wire;
    private final Requests requests;
    private final Map<String, Placed> known = new ConcurrentHashMap<>();
    private final Follower follower;
    private volatile Runnable changed = () -> {};
    private volatile boolean running;
    private boolean caughtUp;

    /**
     * A subscription and where it stands.
     *
     * @param partition of its topic, whose owner works on it
     */
    record Placed(Subscription subscription, int partition) {}

    Subscriptions(Requests requests, Readers readers, AvroWire wire) {
        this.requests = requests;
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

    /** Tells all instances, this one too, and returns when the broker has it. */
    void tell(Subscription subscription) {
        var about = new CloudEvent(
                subscription.getId() + "/" + subscription.getChangedAt(),
                "dev.waybill." + Topics.SUBSCRIPTIONS,
                "/waybill/console",
                subscription.getChangedAt());
        requests.send(List.of(wire.record(Topics.SUBSCRIPTIONS, subscription.getId(), subscription, about)));
        known.computeIfPresent(
                subscription.getId(), (id, placed) -> later(placed, new Placed(subscription, placed.partition())));
        known.putIfAbsent(subscription.getId(), new Placed(subscription, NOWHERE));
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

    private static final int NOWHERE = -1;

    private static Placed later(Placed one, Placed other) {
        int partition = Math.max(one.partition, other.partition);
        return other.subscription.getChangedAt().isBefore(one.subscription.getChangedAt())
                ? new Placed(one.subscription, partition)
                : new Placed(other.subscription, partition);
    }
}
