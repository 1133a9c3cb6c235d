package dev.waybill.analytics;

import static dev.waybill.analytics.Shipments.costing;
import static dev.waybill.analytics.Shipments.delivered;
import static dev.waybill.analytics.Shipments.inTransit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.StatusEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.RecordHeaders;
import dev.waybill.testkit.TestKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole service on a real broker and a real PostgreSQL. Each test's shipments have a mode of their own, so its rows are its own. */
@NullUnmarked
class AnalyticsAggregatorIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private static Path state;

    private static TestKafka.Cluster kafka;
    private static MigratedDatabase database;
    private static JdbcClient sql;
    private static KafkaProducer<byte[], byte[]> producer;

    private final AvroWire wire = new AvroWire(BundledSchemas.catalogue());
    private final String mode = "mode-" + UUID.randomUUID();
    private ConfigurableApplicationContext service;

    @BeforeAll
    static void open() {
        kafka = TestKafka.newCluster();
        database = MigratedDatabase.fresh();
        sql = JdbcClient.create(database.dataSource());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void close() {
        producer.close();
        kafka.close();
    }

    @BeforeEach
    void start() {
        service = AnalyticsAggregator.application()
                .run(
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--spring.datasource.url=" + database.jdbcUrl(),
                        "--spring.datasource.username=" + MigratedDatabase.ROLE,
                        "--spring.datasource.password=" + MigratedDatabase.PASSWORD,
                        "--spring.kafka.listener.idle-event-interval=500ms",
                        "--waybill.analytics.state-dir=" + state,
                        "--waybill.contracts.partitions=2",
                        "--server.port=0");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void snapshotsBecomeStatusEventsAndRows() {
        tell(costing(inTransit(id(1)), "7.5", "USD"));
        tell(costing(inTransit(id(2)), "8", "USD").setCarrier("UPS").setService("Ground"));
        send(id(1), bytes("poison"));
        tell(costing(delivered(id(1), "2.5", true), "7.5", "USD").setRevision(2));
        tell(costing(delivered(id(1), "2.5", true), "7.5", "USD").setRevision(2));

        awaitText(
                "select delivered || '/' || total_shipments || ' ' || total_cost || ' ' || p50_delivery_days "
                        + "from carrier_performance where carrier = 'USPS' and mode = :mode",
                "1/1 7.50000 2.50000");
        awaitText(
                "select string_agg(period || ' ' || date || ' ' || total_shipments || ' ' || successful || ' ' "
                        + "|| total_cost, ', ' order by period) from analytics_summaries where mode = :mode",
                "daily 2024-07-30 2 1 15.50000, monthly 2024-07-01 2 1 15.50000, weekly 2024-07-29 2 1 15.50000");
        assertThat(read(Topics.STATUS_EVENTS).stream()
                        .map(event -> wire.decode(event.value(), StatusEvent.class))
                        .filter(event -> event.getMode().equals(mode))
                        .map(event ->
                                event.getShipmentId() + " " + event.getPreviousStatus() + " " + event.getStatus()))
                .containsExactlyInAnyOrder(
                        id(1) + " null in_transit", id(2) + " null in_transit", id(1) + " in_transit delivered");
        assertThat(read("shipment-metrics-dlt"))
                .filteredOn(letter -> new String(letter.key(), StandardCharsets.UTF_8).equals(id(1)))
                .singleElement()
                .satisfies(letter -> assertThat(RecordHeaders.text(letter.headers(), DeadLetter.REASON))
                        .isEqualTo("unreadable"));
        assertThat(get("/actuator/health")).contains("\"status\":\"UP\"").doesNotContain("DOWN");
        assertThat(get("/actuator/prometheus"))
                .contains("kafka_stream_", "waybill_dead_letters_total", "kafka_consumer_");
    }

    @Test
    void aRestartInTheMiddleChangesNoFigure() {
        for (int one = 0; one < 20; one++) {
            tell(inTransit(id(one)));
        }
        awaitText("select in_flight::text from carrier_performance where mode = :mode", "20");
        stop();
        for (int one = 0; one < 10; one++) {
            tell(delivered(id(one), "3", one % 2 == 0));
        }
        tell(inTransit(id(19)).setCounted(false));
        start();
        awaitText(
                "select delivered || ' ' || in_flight || ' ' || on_time_rate from carrier_performance where mode = :mode",
                "10 9 0.50000");
        awaitText(
                "select string_agg(distinct total_shipments || ' ' || successful, ',') from analytics_summaries where mode = :mode",
                "19 10");
    }

    @Test
    void tablesAreFilledAgainFromTheStart() {
        tell(inTransit(id(1)));
        awaitText("select in_flight::text from carrier_performance where mode = :mode", "1");
        awaitText("select count(*)::text from analytics_summaries where mode = :mode", "3");
        sql.sql("delete from carrier_performance").update();
        sql.sql("delete from analytics_summaries").update();
        sql.sql("update sink_offsets set next_offset = 0").update();
        awaitText("select in_flight::text from carrier_performance where mode = :mode", "1");
        awaitText("select count(*)::text from analytics_summaries where mode = :mode", "3");
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedFor() {
        tell(inTransit(id(1)));
        awaitText("select in_flight::text from carrier_performance where mode = :mode", "1");
        database.setOpen(false);
        try {
            tell(delivered(id(1), "3", true));
            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(get("/actuator/health")).contains("\"rollupSink\":{\"status\":\"DOWN\""));
        } finally {
            database.setOpen(true);
        }
        awaitText("select delivered::text from carrier_performance where mode = :mode", "1");
        assertThat(read("carrier-performance-dlt")).isEmpty();
        assertThat(read("analytics-summaries-dlt")).isEmpty();
    }

    @Test
    void aRowGoesWithItsLastShipment() {
        tell(inTransit(id(1)));
        awaitText("select count(*)::text from analytics_summaries where mode = :mode", "3");
        tell(inTransit(id(1)).setCounted(false).setStatus("refunded"));
        awaitText("select count(*)::text from analytics_summaries where mode = :mode", "0");
        awaitText("select count(*)::text from carrier_performance where mode = :mode", "0");
    }

    private String id(int number) {
        return "shp_" + number + "_" + mode;
    }

    private void tell(ShipmentMetrics.Builder snapshot) {
        ShipmentMetrics shipment = snapshot.setMode(mode).build();
        send(shipment.getShipmentId(), wire.encode(Topics.SHIPMENT_METRICS, shipment));
    }

    private static void send(String key, byte[] value) {
        try {
            assertThat(producer.send(new ProducerRecord<>(Topics.SHIPMENT_METRICS, bytes(key), value))
                            .get()
                            .hasOffset())
                    .isTrue();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitText(String query, String expected) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(sql.sql(query)
                                .param("mode", mode)
                                .query(String.class)
                                .optional())
                        .contains(expected));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private String get(String path) {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
