package dev.waybill.tracking.rebuild;

import dev.waybill.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.TransientDataAccessResourceException;
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

    Snapshots(JdbcClient client, Supplier<Consumer<byte[], byte[]>> consumers, KafkaOperations<byte[], byte[]> kafka) {
        this.client = client;
        this.consumers = consumers;
        this.kafka = kafka;
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

    private static ConsumerRecord<byte[], byte[]> read(Consumer<byte[], byte[]> consumer, Place place) {
        var partition = new TopicPartition(place.topic(), place.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, place.recordOffset());
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE).records(partition)) {
            if (record.offset() == place.recordOffset()) {
                return record;
            }
        }
        throw new TransientDataAccessResourceException("The broker does not give " + place);
    }

    private static ProducerRecord<byte[], byte[]> replay(ConsumerRecord<byte[], byte[]> told) {
        return new ProducerRecord<>(
                REPLAYS.get(told.topic()), told.partition(), told.key(), told.value(), told.headers());
    }

    private record Place(String topic, int partition, long recordOffset) {}
}
