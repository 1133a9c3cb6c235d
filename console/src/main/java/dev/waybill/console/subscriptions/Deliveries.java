package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.Broker;
import dev.waybill.console.topics.Readers;
import dev.waybill.events.DeliveryAttempt;
import dev.waybill.events.DeliveryPositions;
import dev.waybill.events.PendingDelivery;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import dev.waybill.schemas.wire.RegistryAwayException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far each subscription has come and what is pending, in Kafka: whoever works on a subscription next finds it there. */
final class Deliveries implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final Readers readers;
    private final AvroWire wire;
    private final Clock clock;

    /**
     * What is known of one subscription.
     *
     * @param positions null when nothing was ever read for it
     * @param over what was pending before it began anew
     */
    record State(@Nullable DeliveryPositions positions, List<PendingDelivery> pending, List<PendingDelivery> over) {

        /** Returns what is left when it begins at a time: all, unless it began at another one before. */
        State startingAt(Instant start) {
            if (positions == null || positions.getStartedAt().equals(start)) {
                return this;
            }
            Map<Boolean, List<PendingDelivery>> live = pending.stream()
                    .collect(Collectors.partitioningBy(one -> one.getLane().equals(Lane.LIVE)));
            return new State(positions, live.getOrDefault(false, List.of()), live.getOrDefault(true, List.of()));
        }
    }

    Deliveries(Producer<byte[], byte[]> producer, Readers readers, AvroWire wire, Clock clock) {
        this.producer = producer;
        this.readers = readers;
        this.wire = wire;
        this.clock = clock;
    }

    /** Reads all that is known of one subscription now. */
    State of(String subscription) {
        var positions = new HashMap<String, DeliveryPositions>();
        var pending = new HashMap<String, PendingDelivery>();
        String prefix = subscription + '/';
        readAll(subscription, record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (key.equals(subscription)) {
                put(positions, key, record, DeliveryPositions.class);
            } else if (key.startsWith(prefix)) {
                put(pending, key, record, PendingDelivery.class);
            }
        });
        return new State(positions.get(subscription), List.copyOf(pending.values()), List.of());
    }

    /**
     * Writes what came of some deliveries: attempts and what is pending first, and how far it has come once these are safe, so that a crash in
     * between delivers twice and never not at all.
     *
     * @param ended pending deliveries that are delivered or given up
     * @param positions null when they have not changed
     */
    void write(
            Collection<PendingDelivery> pending,
            Collection<PendingDelivery> ended,
            Collection<DeliveryAttempt> attempts,
            @Nullable DeliveryPositions positions) {
        var sent = new ArrayList<Future<?>>();
        pending.forEach(one -> sent.add(sendPending(one, false)));
        ended.forEach(one -> sent.add(sendPending(one, true)));
        attempts.forEach(one -> sent.add(send(Topics.DELIVERY_ATTEMPTS, one.getSubscriptionId(), one)));
        if (!sent.isEmpty()) {
            producer.flush();
        }
        sent.forEach(Broker::await);
        if (positions != null) {
            Broker.await(send(Topics.DELIVERY_POSITIONS, positions.getSubscriptionId(), positions));
        }
    }

    /** Forgets a subscription. */
    void forget(String subscription) {
        State state = of(subscription);
        write(List.of(), state.pending(), List.of(), null);
        if (state.positions() != null) {
            Broker.await(producer.send(new ProducerRecord<>(Topics.DELIVERY_POSITIONS, bytes(subscription), null)));
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }

    /** Reads the partitions of a subscription. */
    private void readAll(String subscription, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reading) {
        long began = System.nanoTime();
        try (Consumer<byte[], byte[]> consumer = readers.reader()) {
            List<TopicPartition> partitions = Stream.of(Topics.DELIVERY_POSITIONS, Topics.PENDING_DELIVERIES)
                    .map(topic -> new TopicPartition(
                            topic,
                            partition(
                                    subscription,
                                    Readers.partitions(consumer, topic, PATIENCE)
                                            .size())))
                    .toList();
            Map<TopicPartition, Long> ends = Readers.ends(consumer, partitions, PATIENCE);
            consumer.seekToBeginning(partitions);
            while (Readers.isBehind(consumer, ends)) {
                consumer.poll(POLL).forEach(reading);
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw new TimeoutException("What is known of " + subscription + " cannot be read");
                }
            }
        }
    }

    /** All that is known of a subscription is in the partition of its id. */
    private static int partition(String subscription, int partitions) {
        return Utils.toPositive(Utils.murmur2(bytes(subscription))) % partitions;
    }

    private Future<?> sendPending(PendingDelivery delivery, boolean ended) {
        String key = key(delivery);
        ProducerRecord<byte[], byte[]> record =
                wire.record(Topics.PENDING_DELIVERIES, key, delivery, about(Topics.PENDING_DELIVERIES, key));
        int partition = partition(
                delivery.getSubscriptionId(),
                producer.partitionsFor(Topics.PENDING_DELIVERIES).size());
        return producer.send(new ProducerRecord<>(
                record.topic(), partition, record.key(), ended ? null : record.value(), record.headers()));
    }

    private <T extends SpecificRecord> void put(
            Map<String, T> known, String key, ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        if (record.value() == null) {
            known.remove(key);
            return;
        }
        try {
            known.put(key, wire.decode(record.value(), type));
        } catch (RegistryAwayException away) {
            throw away;
        } catch (SerializationException unreadable) {
            log.warn("{}-{}@{} cannot be read", record.topic(), record.partition(), record.offset(), unreadable);
        }
    }

    private Future<?> send(String topic, String key, SpecificRecord value) {
        return producer.send(wire.record(topic, key, value, about(topic, key)));
    }

    private CloudEvent about(String topic, String key) {
        return new CloudEvent(key + '/' + clock.millis(), "dev.waybill." + topic, "/waybill/console", clock.instant());
    }

    private static String key(PendingDelivery delivery) {
        return String.join(
                "/",
                delivery.getSubscriptionId(),
                delivery.getLane(),
                delivery.getEventType(),
                Integer.toString(delivery.getPartition()),
                Long.toString(delivery.getOffset()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
