package dev.waybill.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.waybill.events.StatusEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.testkit.TestKafka;
import dev.waybill.testkit.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** The example of Kafka Connect in docs/subscribers, with a stand-in for Confluent's converter and for the console's schema registry. */
class JdbcSinkIT {

    private static final Path DOCS = Path.of("..", "..", "..", "docs", "subscribers");
    private static final Path MODULE = Path.of("..", "debezium", "target");
    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());

    private final TestPostgres.Database server = TestPostgres.newDatabase();
    private final JdbcClient database =
            JdbcClient.create(new DriverManagerDataSource(server.jdbcUrl(), server.user(), server.password()));

    @Test
    void aTableHasTheNewestStatusOfEachShipment(@TempDir Path folder) throws Exception {
        HttpServer registry = registry();
        try (TestKafka.Cluster kafka = TestKafka.newCluster();
                var producer = TestKafka.producer(kafka.bootstrapServers())) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(Topics.STATUS_EVENTS, 1, (short) 1)))
                        .all()
                        .get();
            }
            for (StatusEvent event : new StatusEvent[] {
                event("shp_1", "in_transit", 1), event("shp_2", "in_transit", 1), event("shp_1", "delivered", 2)
            }) {
                producer.send(new ProducerRecord<>(
                                Topics.STATUS_EVENTS,
                                event.getShipmentId().getBytes(StandardCharsets.UTF_8),
                                WIRE.encode(Topics.STATUS_EVENTS, event)))
                        .get();
            }
            Process connect = connect(
                    folder, kafka.bootstrapServers(), registry.getAddress().getPort());
            try {
                await().atMost(Duration.ofMinutes(1))
                        .ignoreExceptions()
                        .untilAsserted(
                                () -> assertThat(database.sql("""
                                        select shipment_id, carrier, status, status_at::text from parcel_status order by shipment_id
                                        """).query().listOfRows())
                                        .extracting(row -> row.values().toString())
                                        .containsExactly(
                                                "[shp_1, USPS, delivered, 2026-11-02 00:00:00]",
                                                "[shp_2, USPS, in_transit, 2026-11-01 00:00:00]"));
                assertThat(connect.isAlive()).isTrue();
            } finally {
                connect.destroyForcibly().waitFor();
            }
        } finally {
            registry.stop(0);
        }
    }

    private Process connect(Path folder, String bootstrap, int registryPort) throws IOException {
        String worker = Files.readString(DOCS.resolve("connect-worker.properties"))
                .replace(
                        "io.confluent.connect.avro.AvroConverter",
                        "dev.waybill.benchmarks.debezium.RegistryAvroConverter")
                .replace("/tmp/my-connect.offsets", folder.resolve("offsets").toString())
                .replace("127.0.0.1:8084", "127.0.0.1:0");
        var process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                MODULE.resolve("classes") + File.pathSeparator + Files.readString(MODULE.resolve("classpath")),
                "org.apache.kafka.connect.cli.ConnectStandalone",
                Files.writeString(folder.resolve("worker.properties"), worker).toString(),
                DOCS.resolve("jdbc-sink.properties").toString());
        process.environment()
                .putAll(Map.of(
                        "WAYBILL_KAFKA", bootstrap,
                        "WAYBILL_CONSOLE_URL", "http://127.0.0.1:" + registryPort,
                        "MY_JDBC_URL", server.jdbcUrl(),
                        "MY_DATABASE_USER", server.user(),
                        "MY_DATABASE_PASSWORD", server.password()));
        return process.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /** Answers with StatusEvent's schema, whatever the id. */
    private static HttpServer registry() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] schema = JsonMapper.shared()
                .writeValueAsBytes(Map.of("schema", StatusEvent.getClassSchema().toString()));
        server.createContext("/schema-registry/schemas/ids/", exchange -> {
            exchange.sendResponseHeaders(200, schema.length);
            exchange.getResponseBody().write(schema);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static StatusEvent event(String shipment, String status, int day) {
        return StatusEvent.newBuilder()
                .setShipmentId(shipment)
                .setMode("production")
                .setCarrier("USPS")
                .setService("Priority")
                .setStatus(status)
                .setStatusAt(Instant.parse("2026-11-0" + day + "T00:00:00Z"))
                .setRevision(day)
                .build();
    }
}
