package dev.waybill.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole service on a broker and a database of its own, and what is seen of it from outside. */
@NullUnmarked
final class RunningAggregator implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(60);

    final MigratedDatabase database = MigratedDatabase.fresh();
    final JdbcClient sql = JdbcClient.create(database.dataSource());

    private final Path state;
    private final TestKafka.Cluster kafka = TestKafka.newCluster();
    private final KafkaProducer<byte[], byte[]> producer = TestKafka.producer(kafka.bootstrapServers());
    private ConfigurableApplicationContext service;

    RunningAggregator(Path state, Class<?>... more) {
        this.state = state;
        start(more);
    }

    void start(Class<?>... more) {
        SpringApplication application = AnalyticsAggregator.application();
        application.addPrimarySources(List.of(more));
        application.setAllowBeanDefinitionOverriding(more.length > 0);
        service = application.run(
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + MigratedDatabase.ROLE,
                "--spring.datasource.password=" + MigratedDatabase.PASSWORD,
                "--spring.datasource.hikari.connection-timeout=500",
                "--spring.kafka.listener.idle-event-interval=300ms",
                "--spring.kafka.listener.poll-timeout=300ms",
                "--waybill.analytics.state-dir=" + state,
                "--waybill.contracts.partitions=2",
                "--server.port=0");
    }

    void stop() {
        service.close();
    }

    @Override
    public void close() {
        stop();
        producer.close();
        kafka.close();
    }

    void send(String topic, String key, byte[] value, Header... headers) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        try {
            assertThat(producer.send(new ProducerRecord<>(topic, null, bytes, value, List.of(headers)))
                            .get()
                            .hasOffset())
                    .isTrue();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitText(String query, String mode, String expected) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(sql.sql(query)
                                .param("mode", mode)
                                .query(String.class)
                                .optional())
                        .contains(expected));
    }

    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
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

    /** Returns the last value of each key of a topic, null for a tombstone. */
    Map<String, byte[]> newest(String topic) {
        var newest = new HashMap<String, byte[]>();
        read(topic).forEach(one -> newest.put(new String(one.key(), StandardCharsets.UTF_8), one.value()));
        return newest;
    }

    /** Returns how the topics are configured that Kafka Streams has made for itself. */
    Map<String, Config> internalTopics() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            List<ConfigResource> internal = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith("analytics-aggregator-v2-"))
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();
            return admin.describeConfigs(internal).all().get().entrySet().stream()
                    .collect(Collectors.toMap(topic -> topic.getKey().name(), Map.Entry::getValue));
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String value(Config topic, String name) {
        ConfigEntry entry = topic.get(name);
        return entry == null ? null : entry.value();
    }

    String get(String path) {
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
