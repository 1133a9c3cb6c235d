package dev.waybill.tracking.rebuild;

import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import dev.waybill.tracking.batch.BatchHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaOperations;

/** Fresh snapshots of shipments, asked for by the replay of an event of each: the live fold remains their only writer. */
final class Snapshots {

    static final Map<String, String> REPLAYS = Map.of(
            Topics.SHIPMENT_EVENTS, Topics.SHIPMENT_REPLAY,
            Topics.TRACKING_EVENTS, Topics.TRACKING_REPLAY);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final JdbcClient client;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final KafkaOperations<byte[], byte[]> kafka;
    private final AvroWire wire;
    private final Clock clock;

    Snapshots(
            JdbcClient client,
            Supplier<Consumer<byte[], byte[]>> consumers,
            KafkaOperations<byte[], byte[]> kafka,
            AvroWire wire,
            Clock clock) {
        this.client = client;
        this.consumers = consumers;
        this.kafka = kafka;
        this.wire = wire;
        this.clock = clock;
    }

    /** Returns when the broker has all replays. Those of shipments that are locked wait for the end of the transaction. */
    void ask(List<UUID> shipments) {
        List<Place> places = client.sql("""
                        select topic, partition, record_offset from shipments join records on key = easypost_id
                        where id = any(:units) order by topic, partition, record_offset
                        """)
                .param("units", CarryOver.uuids(shipments))
                .query(Place.class)
                .list();
        if (places.isEmpty()) {
            return;
        }
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            CompletableFuture.allOf(places.stream()
                            .map(place -> kafka.send(replay(read(consumer, place))))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        }
    }

    /** Returns when the broker knows of shipments that there are no more. The log tells nothing of them, so nobody else tells of them either. */
    void takeBack(List<String> shipments) {
        Instant now = clock.instant();
        CompletableFuture.allOf(shipments.stream()
                        .map(shipment -> kafka.send(wire.record(
                                Topics.SHIPMENT_METRICS,
                                shipment,
                                null,
                                new CloudEvent(
                                        shipment + "/shipment-metrics/gone/" + now,
                                        "dev.waybill.shipment-metrics",
                                        BatchHandler.SOURCE,
                                        now))))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private static ConsumerRecord<byte[], byte[]> read(Consumer<byte[], byte[]> consumer, Place place) {
        var partition = new TopicPartition(place.topic(), place.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, place.recordOffset());
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE).records(partition)) {
            if (record.offset() == place.recordOffset()) {
                return record;
            }
        }
        throw new CannotAcquireLockException("The broker does not give " + place);
    }

    private static ProducerRecord<byte[], byte[]> replay(ConsumerRecord<byte[], byte[]> told) {
        return new ProducerRecord<>(
                REPLAYS.get(told.topic()), told.partition(), told.key(), told.value(), told.headers());
    }

    private record Place(String topic, int partition, long recordOffset) {}
}
