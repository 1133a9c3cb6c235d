package dev.waybill.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.waybill.ingest.webhook.Signing;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.RecordHeaders;
import dev.waybill.testkit.TestKafka;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nothing that is sent costs more than its own refusal: after each flood the good webhook comes through to its typed event, and file
 * descriptors, threads and heap are as before. The number of cases is the system property {@code waybill.fuzz.requests}, the seed
 * {@code waybill.fuzz.seed}.
 */
class BadInputIT {

    private static final int CASES = Integer.getInteger("waybill.fuzz.requests", 2500);
    private static final long SEED = Long.getLong("waybill.fuzz.seed", 8);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int SLACK = 25;

    /** Jetty keeps threads that it once needed for a minute, this many at most. */
    private static final int POOL = 200;

    private static final long HEAP_SLACK = 48L << 20;

    private static TestKafka.Cluster kafka;
    private static RunningIngest ingest;
    private static TopicReader trackings;

    @BeforeAll
    static void start() {
        kafka = TestKafka.newCluster();
        ingest = RunningIngest.on(kafka.bootstrapServers());
        trackings = new TopicReader(kafka.bootstrapServers(), Topics.TRACKING_EVENTS);
        // a broker that has just begun may take longer than a webhook waits
        await().atMost(Duration.ofSeconds(30)).untilAsserted(BadInputIT::aGoodWebhookComesThrough);
    }

    @AfterAll
    static void stop() {
        trackings.close();
        ingest.close();
        kafka.close();
    }

    @Test
    void noRequestIsTooStrange() throws IOException {
        var strange = new Strange(SEED);
        Held before = Held.now();

        for (int i = 0; i < CASES; i++) {
            byte[] request = strange.request();
            // 501 and 505 are what HTTP asks for where a transfer coding or a version is not known
            assertThat(answer(request))
                    .as(() -> "seed " + SEED + ": " + new String(request, StandardCharsets.ISO_8859_1))
                    .matches("(?s)|HTTP/1\\.1 ([1-4]..|501|505).*");
        }

        aGoodWebhookComesThrough();
        before.awaitAgain();
    }

    @Test
    void noRecordOfTheInboxIsTooStrange() {
        var strange = new Strange(SEED + 1);
        var random = new Random(SEED);
        try (var producer = TestKafka.producer(kafka.bootstrapServers())) {
            for (int i = 0; i < CASES; i++) {
                byte[] body = random.nextInt(50) == 0 ? null : strange.body();
                var record = new ProducerRecord<byte[], byte[]>(Topics.INBOX, i % 6, null, body);
                for (String name : List.of(RecordHeaders.SOURCE, RecordHeaders.RECEIVED_AT, RecordHeaders.ACCOUNT)) {
                    if (random.nextInt(3) == 0) {
                        record.headers().add(name, random.nextBoolean() ? strange.body() : null);
                    }
                }
                var unused = producer.send(record);
            }
        }

        // behind them in their partitions
        for (int i = 0; i < 6; i++) {
            aGoodWebhookComesThrough();
        }
    }

    @Test
    void aThousandIdleConnectionsLeaveRoomForAWebhook() throws IOException {
        Held before = Held.now();
        var idle = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 1000; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), ingest.port());
                idle.add(socket);
                if (i % 2 == 0) {
                    send(
                            socket,
                            "POST /webhooks/easypost HTTP/1.1\r\nHost: x\r\nX-Slow"
                                    .getBytes(StandardCharsets.US_ASCII));
                }
            }
            long began = System.nanoTime();
            aGoodWebhookComesThrough();
            // EasyPost gives up after seven, and a connection without a request is closed after fifteen
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(7));
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
        before.awaitAgain();
    }

    private static void aGoodWebhookComesThrough() {
        String id = "trk_" + UUID.randomUUID();
        byte[] body =
                "{\"object\":\"Event\",\"id\":\"evt_1\",\"result\":{\"object\":\"Tracker\",\"id\":\"%s\",\"updated_at\":\"2026-03-02T16:01:00Z\"}}"
                        .formatted(id)
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(ingest.webhook(
                                body,
                                "Content-Type",
                                "application/json",
                                "X-Hmac-Signature",
                                Signing.header("older", body))
                        .status())
                .isEqualTo(200);
        assertThat(trackings.await(1, told -> key(told).equals(id))).isNotEmpty();
    }

    private static String key(ConsumerRecord<byte[], byte[]> told) {
        return new String(told.key(), StandardCharsets.UTF_8);
    }

    /** What comes back; nothing where the connection was cut. */
    private static String answer(byte[] request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ingest.port())) {
            socket.setSoTimeout(30_000);
            send(socket, request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readNBytes(4000), StandardCharsets.ISO_8859_1);
        } catch (SocketException cut) {
            return "";
        }
    }

    private static void send(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** What a leak would make more of. */
    private record Held(long descriptors, int threads, long heap) {

        static Held now() {
            System.gc();
            var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Held(
                    system.getOpenFileDescriptorCount(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }

        void awaitAgain() {
            await().atMost(SOON).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                Held now = now();
                assertThat(now.descriptors).isLessThanOrEqualTo(descriptors + SLACK);
                assertThat(now.threads).isLessThanOrEqualTo(threads + POOL);
                assertThat(now.heap).isLessThanOrEqualTo(heap + HEAP_SLACK);
                assertThat(ingest.get("/actuator/prometheus").http().body())
                        .contains("waybill_body_memory_bytes 0.0", "waybill_webhooks_in_flight 0.0");
            });
        }
    }
}
