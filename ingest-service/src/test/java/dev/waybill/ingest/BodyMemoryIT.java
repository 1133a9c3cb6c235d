package dev.waybill.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ingest.webhook.Signing;
import dev.waybill.testkit.TestKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BodyMemoryIT {

    private static final byte[] WEBHOOK = "{\"id\":\"evt_1\"}".getBytes(StandardCharsets.UTF_8);
    private static final int LARGEST = 1 << 20;

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.on(
                TestKafka.bootstrapServers(),
                "waybill.body.memory=1536KB",
                "waybill.body.longest-wait=200ms",
                "waybill.body.patience=4s");
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void whatDoesNotFitIsToldToComeAgainAndIsTakenThen() throws IOException {
        try (Socket slow = slow()) {
            Awaitility.await().until(() -> webhook().status() == 503);
            RunningIngest.Reply busy = webhook();
            assertThat(busy.problem()).isEqualTo("urn:waybill:problem:busy");
            assertThat(busy.header("Retry-After")).isEqualTo("10");
            RunningIngest.Reply upload =
                    ingest.upload("application/x-ndjson", BodyPublishers.ofString(WrittenLines.shipment("u", 1)));
            assertThat(upload.status()).isEqualTo(503);
            assertThat(upload.problem()).isEqualTo("urn:waybill:problem:busy");
            assertThat(upload.json().path("last_line").asInt()).isZero();
            assertThat(upload.header("Retry-After")).isEqualTo("10");
            assertThat(ingest.get("/actuator/prometheus").http().body())
                    .contains("waybill_body_memory_bytes 1572864.0")
                    .contains("waybill_body_refused_total ");
            slow.shutdownOutput();
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> webhook().status() == 200);
        assertThat(ingest.upload("application/x-ndjson", BodyPublishers.ofString(WrittenLines.shipment("u", 1)))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void manyWhoAnnounceMuchAndSendLittleHoldNobodyUp() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 150; i++) {
                slow.add(announcing());
            }
            for (int i = 0; i < 20; i++) {
                assertThat(webhook().status()).isEqualTo(200);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aTricklingClientIsCutAndItsMemoryIsFree() throws IOException {
        ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();
        try (Socket slow = slow()) {
            Awaitility.await().until(() -> webhook().status() == 503);
            var unused = trickle.scheduleAtFixedRate(() -> send(slow, " "), 0, 200, TimeUnit.MILLISECONDS);
            slow.setSoTimeout(20_000);

            byte[] answer = new byte[12];
            assertThat(slow.getInputStream().readNBytes(answer, 0, answer.length))
                    .isEqualTo(answer.length);

            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
            assertThat(webhook().status()).isEqualTo(200);
            // and the connection goes too
            assertThat(closed(slow)).isTrue();
        } finally {
            trickle.shutdownNow();
        }
    }

    /** Has sent more than half of the largest body, and does not go on. */
    private static Socket slow() throws IOException {
        Socket socket = announcing();
        send(socket, " ".repeat(LARGEST / 2 + 1));
        return socket;
    }

    private static Socket announcing() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), ingest.port());
        send(socket, """
                POST /webhooks/easypost HTTP/1.1\r
                Host: x\r
                Content-Type: application/json\r
                Content-Length: %d\r
                X-Hmac-Signature: %s\r
                \r
                {""".formatted(LARGEST, Signing.header("older", WEBHOOK)));
        return socket;
    }

    private static void send(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException closed) {
            // cut, as it should be
        }
    }

    private static boolean closed(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static RunningIngest.Reply webhook() {
        return ingest.webhook(
                WEBHOOK, "Content-Type", "application/json", "X-Hmac-Signature", Signing.header("older", WEBHOOK));
    }
}
