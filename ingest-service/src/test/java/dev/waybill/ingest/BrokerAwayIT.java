package dev.waybill.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ingest.RunningIngest.Reply;
import dev.waybill.ingest.webhook.Signing;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.RecordHeaders;
import dev.waybill.testkit.TestKafka;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The broker hangs, and comes back. */
class BrokerAwayIT {

    private static TestKafka.Cluster cluster;
    private static FrozenBroker broker;
    private static RunningIngest ingest;
    private static TopicReader inbox;
    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        cluster = TestKafka.newCluster();
        threads = Executors.newCachedThreadPool();
        broker = new FrozenBroker(cluster.bootstrapServers());
        ingest = RunningIngest.on(broker.bootstrapServers());
        inbox = new TopicReader(cluster.bootstrapServers(), Topics.INBOX);
    }

    @AfterAll
    static void stop() {
        inbox.close();
        ingest.close();
        broker.close();
        cluster.close();
        threads.shutdown();
    }

    @Test
    void webhooksHear503WithinSixSecondsAndAreTakenAgainAfterwards() {
        byte[] before = event();
        assertThat(webhook(before).status()).isEqualTo(200);

        broker.freeze();
        long began = System.nanoTime();
        List<CompletableFuture<Reply>> during = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> webhook(event()), threads))
                .toList();
        List<Reply> replies = during.stream().map(CompletableFuture::join).toList();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.problem()).isEqualTo("urn:waybill:problem:inbox-away");
            assertThat(reply.header("Retry-After")).isEqualTo("10");
        });
        assertThat(took).isLessThan(Duration.ofSeconds(7));
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Reply health = ingest.get("/actuator/health");
            assertThat(health.status()).isEqualTo(503);
        });
        broker.thaw();

        byte[] after = event();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(webhook(after).status()).isEqualTo(200));
        assertThat(inbox.await(1, found -> Arrays.equals(found.value(), before)))
                .hasSize(1);
        assertThat(inbox.await(1, found -> Arrays.equals(found.value(), after))).isNotEmpty();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(ingest.get("/actuator/health").status()).isEqualTo(200));
    }

    @Test
    void oneWebhookWaitsNoLongerThanSixSeconds() {
        assertThat(webhook(event()).status()).isEqualTo(200);
        broker.freeze();
        try {
            long began = System.nanoTime();
            assertThat(webhook(event()).status()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
        } finally {
            broker.thaw();
        }
    }

    @Test
    void anUploadNamesTheLastLineThatTheBrokerHas() {
        byte[] event = event();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(webhook(event).status()).isEqualTo(200));
        String upload = UUID.randomUUID().toString().replace("-", "");
        Reply reply;
        try {
            reply = ingest.upload(
                    "application/x-ndjson",
                    BodyPublishers.ofInputStream(() -> new WrittenLines(2000, line -> {
                        if (line == 1000) {
                            inbox.await(1, found -> new String(found.value(), StandardCharsets.UTF_8).contains(upload));
                            broker.freeze();
                        }
                        return WrittenLines.shipment(upload, line);
                    })));
        } finally {
            broker.thaw();
        }

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.problem()).isEqualTo("urn:waybill:problem:inbox-away");
        long last = reply.json().path("last_line").asLong();
        String operation = reply.json().path("operation_id").asString();
        assertThat(last).isBetween(1L, 2000L);
        assertThat(reply.json().path("accepted").asLong()).isEqualTo(last);
        List<Long> taken = inbox
                .await(
                        (int) last,
                        found -> operation.equals(RecordHeaders.text(found.headers(), RecordHeaders.OPERATION)))
                .stream()
                .map(found -> Long.parseLong(String.valueOf(RecordHeaders.text(found.headers(), RecordHeaders.LINE))))
                .toList();
        assertThat(taken).containsAll(LongStream.rangeClosed(1, last).boxed().toList());
    }

    private static Reply webhook(byte[] body) {
        return ingest.webhook(
                body, "Content-Type", "application/json", "X-Hmac-Signature", Signing.header("older", body));
    }

    private static byte[] event() {
        return "{\"id\":\"evt_%s\"}".formatted(UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    }
}
