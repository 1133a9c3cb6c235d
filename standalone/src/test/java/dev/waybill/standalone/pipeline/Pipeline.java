package dev.waybill.standalone.pipeline;

import static org.awaitility.Awaitility.await;

import dev.waybill.analytics.AnalyticsAggregator;
import dev.waybill.console.Console;
import dev.waybill.ingest.IngestService;
import dev.waybill.testkit.TestKafka;
import dev.waybill.testkit.TestPostgres;
import dev.waybill.tracking.TrackingConsumer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The four services on a broker and a database of their own, spoken to as EasyPost and a shop would. */
final class Pipeline implements AutoCloseable {

    private static final String SECRET = "sécret";
    private static final String API_KEY = "key-of-the-test";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> EXACT_GROUPS =
            List.of("ingest-normalizer", "tracking-consumer", "tracking-personal-data", "tracking-operations");

    private final TestKafka.Cluster kafka = TestKafka.newCluster();
    private final Tables tables = new Tables(TestPostgres.newDatabase());
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ConfigurableApplicationContext> services = new ArrayList<>();
    private final String ingest;

    Pipeline(Path folder) {
        TestPostgres.Database database = tables.database();
        services.add(run(
                TrackingConsumer.application(),
                List.of("--spring.flyway.user=" + database.user(), "--spring.flyway.password=" + database.password())));
        services.add(run(IngestService.application(), List.of("--waybill.webhook.secrets=" + SECRET)));
        services.add(run(AnalyticsAggregator.application(), List.of("--spring.kafka.streams.state-dir=" + folder)));
        services.add(run(Console.application(), List.of()));
        ingest = "http://localhost:" + services.get(1).getEnvironment().getProperty("local.server.port");
    }

    private ConfigurableApplicationContext run(SpringApplication service, List<String> more) {
        TestPostgres.Database database = tables.database();
        return service.run(Stream.concat(
                        Stream.of(
                                "--server.port=0",
                                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                                "--spring.datasource.url=" + database.jdbcUrl(),
                                "--spring.datasource.username=" + database.user(),
                                "--spring.datasource.password=" + database.password(),
                                "--waybill.api.keys.default=" + API_KEY),
                        more.stream())
                .toArray(String[]::new));
    }

    Tables tables() {
        return tables;
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    ConfigurableApplicationContext ingest() {
        return services.get(1);
    }

    /** Sends an event as EasyPost does; fails unless it is accepted. */
    void webhook(String id, String type, String result) {
        webhook("""
                {"object":"Event","id":"%s","mode":"test","user_id":"user_of_the_test","description":"%s","result":%s}""".formatted(id, type, result));
    }

    /** The same with the whole body. */
    void webhook(String event) {
        byte[] body = event.getBytes(StandardCharsets.UTF_8);
        send(
                HttpRequest.newBuilder(URI.create(ingest + "/webhooks/easypost"))
                        .header("Content-Type", "application/json")
                        .header("X-Hmac-Signature", "hmac-sha256-hex=" + signature(body))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
                200);
    }

    /** Posts shipments as a shop does; fails unless all lines are accepted. */
    void post(List<String> shipments) {
        send(
                HttpRequest.newBuilder(URI.create(ingest + "/v1/shipments"))
                        .header("Content-Type", "application/x-ndjson")
                        .header("Authorization", "Bearer " + API_KEY)
                        .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", shipments))),
                202);
    }

    /** Asks the console for a replay; fails unless it is accepted. */
    void replay(String request) {
        String console = "http://localhost:" + services.get(3).getEnvironment().getProperty("local.server.port");
        send(
                HttpRequest.newBuilder(URI.create(console + "/v1/replays"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + API_KEY)
                        .POST(HttpRequest.BodyPublishers.ofString(request)),
                202);
    }

    /** Waits until everything sent has been folded and the rollups no longer change. */
    void settle() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(this::nothingIsLeftToRead);
        List<String> last = new ArrayList<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).until(() -> {
            List<String> before = List.copyOf(last);
            last.clear();
            last.addAll(tables.rollups());
            return !last.isEmpty() && last.equals(before);
        });
    }

    private boolean nothingIsLeftToRead() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            for (String group : EXACT_GROUPS) {
                Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                var ends = admin.listOffsets(read.keySet().stream()
                                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                        .all()
                        .get();
                boolean behind = read.entrySet().stream()
                        .anyMatch(done -> done.getValue().offset()
                                < Objects.requireNonNull(ends.get(done.getKey()))
                                        .offset());
                if (read.isEmpty() || behind) {
                    return false;
                }
            }
            return true;
        }
    }

    private void send(HttpRequest.Builder request, int expected) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = Normalizer.normalize(SECRET, Normalizer.Form.NFKD).getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new AssertionError(missing);
        }
    }

    @Override
    public void close() {
        for (int service = services.size() - 1; service >= 0; service--) {
            services.get(service).close();
        }
        kafka.close();
    }
}
