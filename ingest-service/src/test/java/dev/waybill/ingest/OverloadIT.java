package dev.waybill.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.ingest.RunningIngest.Reply;
import dev.waybill.ingest.webhook.Signing;
import dev.waybill.testkit.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** More webhooks than the broker takes. */
class OverloadIT {

    private static final int PLACES = 8;
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void whatIsTooManyHears503AtOnceAndTheOthersAreTaken() {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (var cluster = TestKafka.newCluster();
                var broker = new FrozenBroker(cluster.bootstrapServers());
                var ingest = RunningIngest.on(
                        broker.bootstrapServers(),
                        "waybill.webhook.max-in-flight=" + PLACES,
                        "waybill.inbox.timeout=120s")) {
            assertThat(webhook(ingest).status()).isEqualTo(200);

            broker.freeze();
            List<CompletableFuture<Reply>> waiting = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> webhook(ingest), threads))
                    .limit(PLACES)
                    .toList();
            await().atMost(SOON).until(() -> inFlight(ingest).equals(PLACES + ".0"));
            List<Reply> shed =
                    Stream.generate(() -> webhook(ingest)).limit(5L * PLACES).toList();

            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            assertThat(shed).allSatisfy(reply -> {
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.problem()).isEqualTo("urn:waybill:problem:busy");
                assertThat(reply.header("Retry-After")).isEqualTo("10");
                assertThat(reply.header("Connection")).isEmpty();
            });
            broker.thaw();
            assertThat(waiting)
                    .allSatisfy(taken -> assertThat(taken.join().status()).isEqualTo(200));
            assertThat(webhook(ingest).status()).isEqualTo(200);
            assertThat(inFlight(ingest)).isEqualTo("0.0");
        } finally {
            threads.shutdown();
        }
    }

    private static Reply webhook(RunningIngest ingest) {
        byte[] body = "{\"id\":\"evt_%s\"}".formatted(UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        return ingest.webhook(
                body, "Content-Type", "application/json", "X-Hmac-Signature", Signing.header("older", body));
    }

    private static String inFlight(RunningIngest ingest) {
        return ingest.get("/actuator/prometheus")
                .http()
                .body()
                .lines()
                .filter(line -> line.startsWith("waybill_webhooks_in_flight"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }
}
