package dev.waybill.ingest.normalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.events.FetchReason;
import dev.waybill.events.FetchRequest;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.TrackingEvent;
import dev.waybill.schemas.boot.ContractsConfiguration;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.RecordHeaders;
import dev.waybill.testkit.Recordings;
import dev.waybill.testkit.TestKafka;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class NormalizerIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CLAIM = "{\"object\":\"Claim\",\"id\":\"clm_1\",\"x\":\"%s\"}";

    private TestKafka.Cluster kafka;
    private Broker broker;

    @BeforeEach
    void startBroker() {
        kafka = TestKafka.newCluster();
        broker = new Broker(kafka.bootstrapServers());
    }

    @AfterEach
    void stopBroker() {
        broker.close();
        kafka.close();
    }

    @Test
    void recordsBecomeEventsAndPoisonADeadLetter() {
        try (var normalizer = start()) {
            byte[] tracker = Recordings.bytes("event-body.json");
            broker.put(tracker);
            broker.put("{\"object\":".getBytes(StandardCharsets.UTF_8));
            broker.put(tracker);
            broker.put(
                    Recordings.lines("shipments.ndjson").get(0).getBytes(StandardCharsets.UTF_8),
                    RecordHeaders.header(RecordHeaders.SOURCE, "posted"),
                    RecordHeaders.header(RecordHeaders.RECEIVED_AT, "1750000000000"));
            broker.put(Recordings.lines("refunds.ndjson").get(0).getBytes(StandardCharsets.UTF_8));

            List<ConsumerRecord<byte[], byte[]>> trackings = broker.awaitRecords(Topics.TRACKING_EVENTS, 3);
            List<ConsumerRecord<byte[], byte[]>> shipments = broker.awaitRecords(Topics.SHIPMENT_EVENTS, 2);
            List<ConsumerRecord<byte[], byte[]>> letters = broker.awaitRecords(Topics.INBOX + "-dlt", 1);
            List<ConsumerRecord<byte[], byte[]>> requests = broker.awaitRecords(Topics.FETCH_REQUESTS, 1);
            broker.awaitRecords(Topics.PERSONAL_DATA, 3);
            broker.awaitRecords(Topics.OPERATION_EVENTS, 1);

            List<ConsumerRecord<byte[], byte[]>> twins = trackings.stream()
                    .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals("trk_1"))
                    .toList();
            assertThat(twins).hasSize(2);
            assertThat(CloudEvent.idIn(twins.get(0).headers()))
                    .isEqualTo(CloudEvent.idIn(twins.get(1).headers()))
                    .isEqualTo("evt_1/tracking.told/trk_1");
            var wire = normalizer.getBean(AvroWire.class);
            TrackingEvent one = wire.decode(twins.get(0).value(), TrackingEvent.class);
            TrackingEvent other = wire.decode(twins.get(1).value(), TrackingEvent.class);
            assertThat(one.getVersion()).isEqualTo(other.getVersion());
            assertThat(one.getTracker()).hasToString(other.getTracker().toString());
            assertThat(one.getEnvelope().getReceivedAt().toEpochMilli())
                    .isEqualTo(twins.get(0).timestamp());

            ShipmentEvent posted = shipments.stream()
                    .map(record -> wire.decode(record.value(), ShipmentEvent.class))
                    .filter(event -> event.getShipment() != null)
                    .findFirst()
                    .orElseThrow();
            assertThat(posted.getEnvelope().getReceivedAt()).isEqualTo(Instant.ofEpochMilli(1_750_000_000_000L));

            ConsumerRecord<byte[], byte[]> letter = letters.get(0);
            assertThat(RecordHeaders.text(letter.headers(), DeadLetter.REASON)).isEqualTo("not JSON");
            assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo("{\"object\":");

            FetchRequest request = wire.decode(requests.get(0).value(), FetchRequest.class);
            assertThat(request.getShipmentId()).isEqualTo("shp_e2b01acfa9ce40a1beabb08665cac06d");
            assertThat(request.getReason()).isEqualTo(FetchReason.FEES_CHANGED);

            var meters = normalizer.getBean(MeterRegistry.class);
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(count(meters, "tracker", "normalized")).isEqualTo(2);
                assertThat(count(meters, "refund", "normalized")).isEqualTo(1);
                assertThat(count(meters, "unknown", "dead_letter")).isEqualTo(1);
            });
        }
    }

    @Test
    void eventThatIsTooLargeIsADeadLetterAndItsNeighboursGoOn() {
        var noise = new StringBuilder();
        new Random(1)
                .ints((4 << 20) - 200, '0', 'z')
                .forEach(letter -> noise.append(letter == '\\' ? 'x' : (char) letter));
        try (var normalizer = start()) {
            broker.put(CLAIM.formatted("before").getBytes(StandardCharsets.UTF_8));
            broker.put(CLAIM.formatted(noise).getBytes(StandardCharsets.UTF_8));
            broker.put(CLAIM.formatted("after").getBytes(StandardCharsets.UTF_8));

            assertThat(broker.awaitRecords(Topics.OPERATION_EVENTS, 2)).hasSize(2);
            assertThat(broker.awaitRecords(Topics.INBOX + "-dlt", 1))
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.REASON))
                                .isEqualTo("too large");
                        assertThat(letter.value()).hasSizeGreaterThan(4_000_000);
                    });
            assertThat(normalizer.isRunning()).isTrue();
        }
    }

    @Test
    void nothingIsSkippedWhileATopicIsAway() throws Exception {
        try (var normalizer = start();
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(List.of(Topics.OPERATION_EVENTS)).all().get();
            broker.put(CLAIM.formatted("waits").getBytes(StandardCharsets.UTF_8));

            // longer than one attempt takes to fail
            await().pollInterval(Duration.ofSeconds(1))
                    .during(Duration.ofSeconds(13))
                    .atMost(SOON)
                    .until(() -> committed(admin) == 0);
            admin.createTopics(List.of(new NewTopic(Topics.OPERATION_EVENTS, 6, (short) 1)))
                    .all()
                    .get();

            assertThat(broker.awaitRecords(Topics.OPERATION_EVENTS, 1)).hasSize(1);
            await().atMost(SOON).until(() -> committed(admin) == 1);
            assertThat(normalizer.isRunning()).isTrue();
        }
    }

    private static long committed(Admin admin) throws Exception {
        return admin
                .listConsumerGroupOffsets("ingest-normalizer")
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().equals(new TopicPartition(Topics.INBOX, 0)) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    private static double count(MeterRegistry meters, String type, String outcome) {
        var counter = meters.find("waybill.normalizer.records")
                .tags("type", type, "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(), "waybill.easypost.api-key=EZTEST")
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(KafkaAutoConfiguration.class)
    @Import({ContractsConfiguration.class, NormalizerConfiguration.class})
    static class Service {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
