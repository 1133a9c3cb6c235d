package dev.waybill.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.events.Envelope;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.Source;
import dev.waybill.events.Tracker;
import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.Version;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.testkit.TestKafka;
import dev.waybill.testkit.TestPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ReferencesIT {

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BOOTSTRAP = TestKafka.bootstrapServers();
    private static final int PARCELS = 50;
    private static final int SCANS = 6;

    private final TestPostgres.Database server = TestPostgres.newDatabase();
    private final JdbcClient database =
            JdbcClient.create(new DriverManagerDataSource(server.jdbcUrl(), server.user(), server.password()));
    private final String topic = "trial-" + UUID.randomUUID();

    @BeforeEach
    void createTopic() throws Exception {
        createTopics(topic);
    }

    @Test
    void camelAnswersOnceTheRecordIsThere() throws Exception {
        int port = freePort();
        try (Started camel =
                Started.ready("camel", "Webhooks", "port=" + port, "bootstrap=" + BOOTSTRAP, "topic=" + topic)) {
            assertThat(camel.process().isAlive()).isTrue();
            HttpRequest webhook = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/easypost"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"evt_1\"}"))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(webhook, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(values(topic, 1)).containsExactly("{\"id\":\"evt_1\"}");
    }

    @Test
    void springWritesTheRowsOfEachTracker() throws Exception {
        Flyway.configure()
                .dataSource(server.jdbcUrl(), server.user(), server.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        createTopics(Topics.TRACKING_EVENTS, Topics.SHIPMENT_METRICS);
        try (Started spring = Started.ready("spring", "RowByRow", to(server, "group=trial-" + UUID.randomUUID()))) {
            send(
                    Topics.TRACKING_EVENTS,
                    IntStream.rangeClosed(1, SCANS)
                            .boxed()
                            .flatMap(told -> IntStream.range(0, PARCELS).mapToObj(parcel -> tracker(parcel, told)))
                            .map(event -> record(
                                    Topics.TRACKING_EVENTS,
                                    event.getShipmentId(),
                                    WIRE.encode(Topics.TRACKING_EVENTS, event)))
                            .toList());
            await().atMost(PATIENCE).until(() -> count("shipment_events") == PARCELS * SCANS);
            assertThat(spring.process().isAlive()).isTrue();
        }
        assertThat(count("shipments where tracker_scans = " + SCANS + " and status = 'in_transit'"))
                .isEqualTo(PARCELS);
        assertThat(count("shipment_metrics where tracking_updates_count = " + SCANS))
                .isEqualTo(PARCELS);
        assertThat(values(Topics.SHIPMENT_METRICS, PARCELS * SCANS)).hasSize(PARCELS * SCANS);
    }

    @Test
    void debeziumWritesEachScanOnce(@TempDir Path folder) throws Exception {
        try (var sql = Started.class.getResourceAsStream("/scans.sql")) {
            database.sql(new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8))
                    .update();
        }
        var lines = new ArrayList<String>();
        for (int told = 1; told <= SCANS; told++) {
            for (int scan = 0; scan < told; scan++) {
                lines.add(line(scan));
            }
        }
        Path file = Files.write(folder.resolve("scans.ndjson"), lines);
        Started.ready("debezium", "Fill", "bootstrap=" + BOOTSTRAP, "topic=" + topic, "file=" + file)
                .close();
        try (Started debezium = Started.ready(
                "debezium", "DebeziumSink", to(server, "topic=" + topic, "table=scans", "group=" + topic))) {
            await().atMost(PATIENCE).until(() -> count("scans") == SCANS);
            assertThat(debezium.process().isAlive()).isTrue();
        }
        assertThat(database.sql(
                                "select tracking_location ->> 'city' from scans where message is null and event_datetime = '2026-11-01T00:00:00Z'")
                        .query(String.class)
                        .single())
                .isEqualTo("Ärla");
    }

    @Test
    void flinkCountsEachShipmentOnce() throws Exception {
        try (var sql = Started.class.getResourceAsStream("/tables.sql")) {
            for (String table :
                    new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8).split(";\\s*", 0)) {
                database.sql(table).update();
            }
        }
        var told = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (int parcel = 0; parcel < PARCELS; parcel++) {
            told.add(snapshot(parcel, null));
            told.add(snapshot(parcel, parcel % 2 == 0 ? "delivered" : "failed"));
        }
        send(topic, told);
        try (Started flink = Started.ready("flink", "FlinkRollups", to(server, "topic=" + topic))) {
            await().atMost(PATIENCE)
                    .until(() -> database.sql("select coalesce(sum(successful + failed), 0) from analytics_summaries")
                                    .query(Long.class)
                                    .single()
                            == PARCELS);
            assertThat(flink.process().isAlive()).isTrue();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(database.sql("""
                    select total_shipments, delivered, failed, in_flight, on_time, delayed, exceptions, delivery_days_known,
                        trim_scale(avg_delivery_days) as avg, trim_scale(min_delivery_days) as min, on_time_rate,
                        round(reliability_score::numeric, 5) as score
                    from carrier_performance
                    """)
                                    .query()
                                    .singleRow()
                                    .values()
                                    .toString())
                            .isEqualTo("[50, 25, 25, 0, 25, 25, 100, 25, 2.5, 2.5, 0.5, 36.64451]"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(database.sql(
                                            "select trim_scale(total)::text || currency || count from carrier_costs")
                                    .query(String.class)
                                    .list())
                            .containsExactly("375USD50"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(database.sql("select country || state || count from destinations")
                                    .query(String.class)
                                    .list())
                            .containsExactly("USCA50"));
        }
    }

    private ProducerRecord<byte[], byte[]> snapshot(int parcel, @Nullable String finalStatus) {
        String key = "shp_" + parcel;
        ShipmentMetrics snapshot = ShipmentMetrics.newBuilder()
                .setShipmentId(key)
                .setMode("production")
                .setCarrier("USPS")
                .setService("Priority")
                .setStatus("in_transit")
                .setShippedOn(LocalDate.of(2026, 11, 1))
                .setCounted(true)
                .setFinalStatus(finalStatus)
                .setDeleted(false)
                .setCurrency("USD")
                .setTotalCost(new BigDecimal("7.50000"))
                .setActualDeliveryDays(finalStatus == null ? null : new BigDecimal("2.50000"))
                .setOnTime(finalStatus == null ? null : finalStatus.equals("delivered"))
                .setTrackingUpdatesCount(3)
                .setExceptionsCount(2)
                .setDeliveryAttempts(0)
                .setDestinationCountry("US")
                .setDestinationState("CA")
                .setRevision(1)
                .build();
        return record(topic, key, WIRE.encode(Topics.SHIPMENT_METRICS, snapshot));
    }

    private static TrackingEvent tracker(int parcel, int told) {
        Instant first = Instant.parse("2026-11-01T00:00:00Z");
        Instant last = first.plusSeconds(3600L * told);
        return TrackingEvent.newBuilder()
                .setShipmentId("shp_" + parcel)
                .setEnvelope(Envelope.newBuilder()
                        .setMode("production")
                        .setSource(Source.WEBHOOK)
                        .setReceivedAt(last)
                        .build())
                .setVersion(new Version(last, 1, told, last, "hash"))
                .setTracker(Tracker.newBuilder()
                        .setId("trk_" + parcel)
                        .setTrackingCode("code" + parcel)
                        .setCarrier("USPS")
                        .setStatus("in_transit")
                        .setCreatedAt(first)
                        .setUpdatedAt(last)
                        .setTrackingDetails(IntStream.range(0, told)
                                .mapToObj(scan -> TrackingDetail.newBuilder()
                                        .setDatetime(first.plusSeconds(3600L * scan))
                                        .setStatus("in_transit")
                                        .setMessage("scan " + scan)
                                        .build())
                                .toList())
                        .build())
                .build();
    }

    private static String line(int scan) {
        return """
                {"id":"%s","shipment_id":"%s","status":"in_transit","message":null,"tracking_location":{"city":"Ärla"},\
                "event_datetime":"2026-11-%02dT00:00:00Z","told_as":"x","received_at":"2026-11-20T00:00:00Z"}""".formatted(new UUID(8, scan), new UUID(5, 1), scan + 1);
    }

    private static String[] to(TestPostgres.Database database, String... more) {
        var arguments = new ArrayList<>(List.of(more));
        arguments.add("bootstrap=" + BOOTSTRAP);
        arguments.add("jdbcUrl=" + database.jdbcUrl());
        arguments.add("user=" + database.user());
        arguments.add("password=" + database.password());
        return arguments.toArray(String[]::new);
    }

    private static void createTopics(String... names) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", BOOTSTRAP))) {
            admin.createTopics(List.of(names).stream()
                            .map(name -> new NewTopic(name, 6, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
        return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static void send(String topic, List<ProducerRecord<byte[], byte[]>> records) {
        assertThat(records).allMatch(record -> record.topic().equals(topic));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", BOOTSTRAP),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var sent = records.stream().map(producer::send).toList();
            producer.flush();
            assertThat(sent).allMatch(Future::isDone);
        }
    }

    private static List<String> values(String topic, int count) {
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", BOOTSTRAP, "group.id", topic, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
                return values.size() >= count;
            });
        }
        return values;
    }

    private long count(String rows) {
        return database.sql("select count(*) from " + rows).query(Long.class).single();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
