package dev.waybill.console.replay;

import dev.waybill.console.topics.Broker;
import dev.waybill.console.topics.Follower;
import dev.waybill.console.topics.Readers;
import dev.waybill.events.Replay;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import dev.waybill.schemas.wire.RegistryAwayException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * All replays, as the topic {@code replays} tells them to each instance. Key: the replay. Ordering: by key, the last record counts. A
 * duplicate: changes nothing. A poison record: is passed over, and logged.
 */
final class Replays implements SmartLifecycle, Follower.Reading {

    private static final Logger log = LoggerFactory.getLogger(Replays.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final AvroWire wire;
    private final Producer<byte[], byte[]> producer;
    private final Map<String, Replay> replays = new ConcurrentHashMap<>();
    private final List<Consumer<Replay>> followers = new CopyOnWriteArrayList<>();
    private final Follower follower;
    private volatile boolean running;
    private boolean known;

    Replays(CopyClients clients, Readers readers, AvroWire wire) {
        this.wire = wire;
        this.producer = clients.reports();
        this.follower = new Follower("replays", readers, List.of(Topics.REPLAYS), this);
    }

    /** Tells of what is there once that is read, and of each change from then on. By one thread. */
    void follow(Consumer<Replay> follower) {
        followers.add(follower);
    }

    Optional<Replay> find(String id) {
        return Optional.ofNullable(replays.get(id));
    }

    /** Returns those that were asked for last, newest first. */
    List<Replay> newest(int limit) {
        return replays.values().stream()
                .sorted(Comparator.comparing(Replay::getRequestedAt).reversed())
                .limit(limit)
                .toList();
    }

    /**
     * Tells all instances, this one too, of a replay or of a state of it that counts more than the one before, whoever's clock is behind,
     * and returns it when the broker has it.
     */
    Replay tell(Replay.Builder changed, Instant now) {
        Instant before = find(changed.getId()).map(Replay::getChangedAt).orElse(Instant.EPOCH);
        Replay replay = changed.setChangedAt(now.isAfter(before) ? now : before.plus(1, ChronoUnit.MICROS))
                .build();
        var about = new CloudEvent(
                replay.getId() + "/" + replay.getState() + "/" + replay.getChangedAt(),
                "dev.waybill.replay",
                "/waybill/console",
                replay.getChangedAt());
        try {
            Broker.await(producer.send(wire.record(Topics.REPLAYS, replay.getId(), replay, about)));
        } catch (KafkaException away) {
            throw Broker.away(away);
        }
        replays.merge(replay.getId(), replay, Replays::later);
        return replay;
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
        producer.close(PAUSE);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void begin(Map<TopicPartition, Long> first) {
        known = false;
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        told(record).filter(told -> known).ifPresent(this::tellFollowers);
    }

    /** Not before all is read: most of them have ended long ago. */
    @Override
    public void caughtUp() {
        known = true;
        replays.values().forEach(this::tellFollowers);
    }

    private Optional<Replay> told(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            Replay told = wire.decode(record.value(), Replay.class);
            return Optional.ofNullable(replays.merge(told.getId(), told, Replays::later));
        } catch (RegistryAwayException away) {
            throw away;
        } catch (SerializationException unreadable) {
            log.warn("{}-{}@{} is no replay", record.topic(), record.partition(), record.offset(), unreadable);
            return Optional.empty();
        }
    }

    private void tellFollowers(Replay replay) {
        followers.forEach(follower -> follower.accept(replay));
    }

    private static Replay later(Replay one, Replay other) {
        return other.getChangedAt().isBefore(one.getChangedAt()) ? one : other;
    }
}
