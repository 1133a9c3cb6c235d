package dev.waybill.ingest.normalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

class OutletTest {

    private final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();
    private final Outlet outlet = new Outlet(new DefaultKafkaProducerFactory<>(Map.of()) {
        @Override
        protected Producer<byte[], byte[]> createRawProducer(Map<String, Object> settings) {
            made.add(new PickyProducer());
            return made.get(made.size() - 1);
        }
    });

    @Test
    void onlyWhatIsTooLargeIsRefused() {
        List<Outlet.Refused> refused = outlet.send(List.of(outgoing("a", "b"), outgoing("c", "large"), outgoing("d")));

        assertThat(refused).singleElement().satisfies(one -> {
            assertThat(one.failure()).isInstanceOf(RecordTooLargeException.class);
            assertThat(keys(one.outgoing().records())).containsExactly("c", "large");
        });
        assertThat(keys(made.get(0).history())).containsExactly("a", "b", "c", "d", "c");
    }

    @Test
    void brokerThatIsAwayIsAskedOnceAndThenWithANewProducer() {
        assertThatThrownBy(() -> outlet.send(List.of(outgoing("away", "a"), outgoing("b"))))
                .isInstanceOf(KafkaException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(made.get(0).history()).isEmpty();

        assertThat(outlet.send(List.of(outgoing("b")))).isEmpty();
        assertThat(made).hasSize(2);
        assertThat(keys(made.get(1).history())).containsExactly("b");
    }

    private static Outgoing outgoing(String... keys) {
        var inbox = new ConsumerRecord<byte[], byte[]>(Topics.INBOX, 0, 0, null, null);
        return new Outgoing(
                inbox,
                "tracker",
                Outgoing.Outcome.NORMALIZED,
                Stream.of(keys)
                        .map(key -> new ProducerRecord<>(
                                Topics.TRACKING_EVENTS, key.getBytes(StandardCharsets.UTF_8), new byte[0]))
                        .toList());
    }

    private static List<String> keys(List<ProducerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Refuses what is called large, and times out on what is called away. */
    private static final class PickyProducer extends MockProducer<byte[], byte[]> {

        PickyProducer() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            return switch (new String(record.key(), StandardCharsets.UTF_8)) {
                case "large" -> CompletableFuture.failedFuture(new RecordTooLargeException("8 MiB"));
                case "away" -> CompletableFuture.failedFuture(new TimeoutException("no metadata"));
                default -> super.send(record, callback);
            };
        }
    }
}
