package dev.waybill.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.ingest.webhook.Signing;
import dev.waybill.testkit.TestKafka;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

class SlowClientsIT {

    private static final byte[] WEBHOOK = "{\"id\":\"evt_1\"}".getBytes(StandardCharsets.UTF_8);
    private static final Duration SOON = Duration.ofSeconds(14);
    private static final String HEAD = "POST /webhooks/easypost HTTP/1.1\r\nHost: x\r\nX-Slow: ";
    private static final String HEALTH = "GET /actuator/health/liveness HTTP/1.1\r\nHost: x\r\n\r\n";

    private static RunningIngest ingest;

    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private ScheduledExecutorService trickle;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.on(
                TestKafka.bootstrapServers(),
                "waybill.http.head-patience=1500ms",
                "waybill.body.patience=2s",
                "server.jetty.connection-idle-timeout=3s");
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    /** Less than the idle time-out passes between two bytes. */
    @BeforeEach
    void startToTrickle() {
        trickle = Executors.newSingleThreadScheduledExecutor();
        var unused = trickle.scheduleAtFixedRate(
                () -> sockets.forEach(socket -> send(socket, "x")), 500, 500, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void close() throws IOException {
        trickle.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void aThousandHeadsThatTrickleHoldNobodyUpAndAreCut() throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            slow.add(open(HEAD));
        }
        sockets.addAll(slow);

        for (int i = 0; i < 20; i++) {
            assertThat(webhook().status()).isEqualTo(200);
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(slow).allMatch(SlowClientsIT::closed));
    }

    @Test
    void theSecondHeadOfAConnectionIsCutToo() throws IOException {
        Socket slow = open(HEALTH);
        assertThat(answer(slow)).startsWith("HTTP/1.1 200");
        send(slow, HEAD);
        sockets.add(slow);

        await().atMost(SOON).until(() -> closed(slow));
    }

    @Test
    void anUploadMayTakeLongerThanAHead() {
        byte[] lines = (WrittenLines.shipment("slow", 1) + "\n").repeat(20).getBytes(StandardCharsets.UTF_8);

        RunningIngest.Reply reply = ingest.forNewClient()
                .upload(
                        "application/x-ndjson",
                        BodyPublishers.ofInputStream(() -> new Dripping(lines, Duration.ofSeconds(4))));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("accepted").asInt()).isEqualTo(20);
    }

    @Test
    void anUploadThatAsksFirstMayTakeLongerToo() {
        byte[] lines = (WrittenLines.shipment("asks", 1) + "\n").repeat(20).getBytes(StandardCharsets.UTF_8);

        RunningIngest.Reply reply = ingest.forNewClient()
                .uploadThatAsksFirst(
                        "application/x-ndjson",
                        BodyPublishers.ofInputStream(() -> new Dripping(lines, Duration.ofSeconds(4))));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("accepted").asInt()).isEqualTo(20);
    }

    @Test
    void aBodyThatStopsComingIsToldSo() throws IOException {
        Socket stalled = open("POST /webhooks/easypost HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100\r\nX-Hmac-Signature: " + Signing.header("older", WEBHOOK) + "\r\n\r\n{");
        stalled.setSoTimeout(30_000);

        byte[] answer = stalled.getInputStream().readNBytes(12);

        assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
        stalled.close();
    }

    @Test
    @EnabledForJreRange(minVersion = 21)
    void moreSlowBodiesThanAPoolHasThreadsHoldNobodyUp() throws IOException {
        for (int i = 0; i < 400; i++) {
            sockets.add(open("POST /webhooks/easypost HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\nX-Hmac-Signature: " + Signing.header("older", WEBHOOK) + "\r\n\r\n{"));
        }

        for (int i = 0; i < 20; i++) {
            assertThat(webhook().status()).isEqualTo(200);
        }
        assertThat(ingest.get("/actuator/health").status()).isEqualTo(200);
    }

    @Test
    void whoIsRefusedIsHeardOutAndKeepsTheConnection() throws IOException {
        byte[] body = new byte[300_000];
        Socket refused = open("POST /webhooks/easypost HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n");
        for (int sent = 0; sent < body.length; sent += 100_000) {
            refused.getOutputStream().write(body, sent, 100_000);
        }

        assertThat(answer(refused)).startsWith("HTTP/1.1 401").doesNotContainIgnoringCase("connection: close");
        send(refused, HEALTH);
        assertThat(answer(refused)).startsWith("HTTP/1.1 200");
        refused.close();
    }

    @Test
    void whoIsRefusedAndTricklesIsCut() throws IOException {
        Socket refused = open("POST /webhooks/easypost HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n");
        sockets.add(refused);

        assertThat(answer(refused)).startsWith("HTTP/1.1 401");
        await().atMost(SOON).until(() -> closed(refused));
    }

    private static RunningIngest.Reply webhook() {
        return ingest.webhook(
                WEBHOOK, "Content-Type", "application/json", "X-Hmac-Signature", Signing.header("older", WEBHOOK));
    }

    private static Socket open(String beginning) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), ingest.port());
        send(socket, beginning);
        return socket;
    }

    private static void send(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException closed) {
            // as it should be
        }
    }

    /** Reads what comes within a moment of its beginning. */
    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        byte[] first = socket.getInputStream().readNBytes(1);
        socket.setSoTimeout(300);
        var rest = new StringBuilder(new String(first, StandardCharsets.US_ASCII));
        try {
            for (int read = socket.getInputStream().read();
                    read >= 0;
                    read = socket.getInputStream().read()) {
                rest.append((char) read);
            }
        } catch (SocketTimeoutException quiet) {
            return rest.toString();
        }
        return rest.toString();
    }

    private static boolean closed(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Bytes of which each comes late, so that all of them take some time. */
    private static final class Dripping extends InputStream {

        private static final int PIECES = 20;

        private final byte[] bytes;
        private final long pause;
        private int next;

        Dripping(byte[] bytes, Duration time) {
            this.bytes = bytes;
            this.pause = time.toNanos() / PIECES;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (next == bytes.length) {
                return -1;
            }
            await().pollDelay(Duration.ofNanos(pause)).until(() -> true);
            int size = Math.min(Math.min(length, bytes.length - next), bytes.length / PIECES + 1);
            System.arraycopy(bytes, next, into, from, size);
            next += size;
            return size;
        }
    }
}
