package dev.waybill.console;

import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.testkit.TestKafka;
import dev.waybill.testkit.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.flywaydb.core.Flyway;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An instance of the console, and a client of it. */
public final class RunningConsole implements AutoCloseable {

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());
    static final String KEY = "a-key-of-the-test";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final ConfigurableApplicationContext context;

    private RunningConsole(int port, ConfigurableApplicationContext context) {
        this.port = port;
        this.context = context;
    }

    /** SQL as a superuser. */
    public static JdbcClient.StatementSpec sql(TestPostgres.Database database, String sql) {
        return JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()))
                .sql(sql);
    }

    /** Returns a database with Waybill's tables. */
    public static TestPostgres.Database newDatabase() {
        TestPostgres.Database database = TestPostgres.newDatabase();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .load()
                .migrate();
        return database;
    }

    /** The arguments of an instance. */
    public static List<String> arguments(TestPostgres.Database database) {
        return List.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--waybill.api.keys.default=" + KEY);
    }

    /** What a topic holds. */
    public static <T extends SpecificRecord> List<T> values(String topic, Class<T> type) {
        var values = new ArrayList<T>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", TestKafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.value() != null) {
                        values.add(WIRE.decode(record.value(), type));
                    }
                });
            }
        }
        return values;
    }

    public static RunningConsole start(TestPostgres.Database database, String... more) {
        var context = Console.application()
                .run(Stream.concat(arguments(database).stream(), Stream.of(more))
                        .toArray(String[]::new));
        return new RunningConsole(
                context.getEnvironment().getRequiredProperty("local.server.port", Integer.class), context);
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String json) {
        return post(path, "application/json", json);
    }

    public Answer post(String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    public Answer patch(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json)));
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    @Override
    public void close() {
        context.close();
    }

    /** Returns a request with the API key. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + KEY);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<String> http) {

        public int status() {
            return http.statusCode();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(http.body());
        }

        public String text(String member) {
            return json().path(member).asString("");
        }

        public long number(String member) {
            return json().path(member).asLong(-1);
        }
    }
}
