package dev.waybill.tracking;

import dev.waybill.schemas.topics.Topic;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.testkit.TestKafka;
import dev.waybill.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The service on a broker and a database of its own, as its own role, with what a test does from outside. */
public final class RunningService implements AutoCloseable {

    private static final String PASSWORD = "tracking";

    private final TestKafka.Cluster kafka = TestKafka.newCluster();
    private final TestPostgres.Database database = TestPostgres.newDatabase();
    private final AvroWire wire = new AvroWire(BundledSchemas.catalogue());
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.request.size", 9 << 20, "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private ConfigurableApplicationContext context;

    private RunningService(List<String> settings) {
        sql("""
                do $$ begin
                    create role waybill_tracking login;
                exception when duplicate_object or unique_violation then null;
                end $$""").update();
        sql("alter role waybill_tracking login password '" + PASSWORD + "'").update();
        context = run(settings);
    }

    /** The one that all tests share which do not stop it or set it otherwise. */
    public static RunningService shared() {
        return Shared.SERVICE;
    }

    public static RunningService start(String... settings) {
        return new RunningService(List.of(settings));
    }

    private ConfigurableApplicationContext run(List<String> settings) {
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.password=" + PASSWORD,
                "--spring.flyway.user=" + database.user(),
                "--spring.flyway.password=" + database.password(),
                "--waybill.tracking.longest-pause=200ms",
                "--waybill.telemetry.interval=1h"));
        arguments.addAll(settings);
        return TrackingConsumer.application().run(arguments.toArray(String[]::new));
    }

    /** Stops the service and starts it again, on the same broker and database. */
    public void restart(String... settings) {
        stop();
        context = run(List.of(settings));
    }

    public void stop() {
        context.close();
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public TestPostgres.Database database() {
        return database;
    }

    /** SQL as a superuser. */
    public JdbcClient.StatementSpec sql(String sql) {
        return JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()))
                .sql(sql);
    }

    /** SQL as the service's own role. */
    public JdbcClient asTracking() {
        return JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), "waybill_tracking", PASSWORD));
    }

    public void send(String topic, String key, @Nullable SpecificRecord value) {
        sendBytes(topic, key, value == null ? null : wire.encode(topic, value));
    }

    public void sendBytes(String topic, String key, byte @Nullable [] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All records of a topic that are committed now. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Topic declared = Topics.named(topic);
            List<TopicPartition> partitions = new ArrayList<>();
            for (int i = 0; i < declared.partitions(); i++) {
                partitions.add(new TopicPartition(topic, i));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** The values of a key in a topic, in their order; null for tombstones. */
    public <T extends SpecificRecord> List<@Nullable T> values(String topic, String key, Class<T> type) {
        var values = new ArrayList<@Nullable T>();
        for (ConsumerRecord<byte[], byte[]> told : records(topic)) {
            if (new String(told.key(), StandardCharsets.UTF_8).equals(key)) {
                values.add(told.value() == null ? null : wire.decode(told.value(), type));
            }
        }
        return values;
    }

    /** The headers of a key's records in a topic, in their order. */
    public List<Map<String, String>> headers(String topic, String key) {
        return records(topic).stream()
                .filter(told -> new String(told.key(), StandardCharsets.UTF_8).equals(key))
                .map(told -> Stream.of(told.headers().toArray())
                        .collect(Collectors.toMap(
                                Header::key, header -> new String(header.value(), StandardCharsets.UTF_8))))
                .toList();
    }

    @Override
    public void close() {
        context.close();
        producer.close();
        kafka.close();
    }

    private static final class Shared {

        static final RunningService SERVICE = start(
                "--waybill.tracking.max-records=50",
                "--waybill.tracking.fetch.interval=300ms",
                "--waybill.tracking.fetch.patience=0s",
                "--waybill.tracking.fetch.give-up=36500d");

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVICE::close, "close-shared"));
        }
    }
}
