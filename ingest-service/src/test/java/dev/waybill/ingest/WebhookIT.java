package dev.waybill.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ingest.RunningIngest.Reply;
import dev.waybill.ingest.webhook.Signing;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.RecordHeaders;
import dev.waybill.testkit.Recordings;
import dev.waybill.testkit.TestKafka;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebhookIT {

    private static final String JSON = "application/json";
    private static final int LIMIT = 1 << 20;

    private static RunningIngest ingest;
    private static TopicReader inbox;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.on(
                TestKafka.bootstrapServers(),
                "waybill.webhook.basic.username=easypost",
                "waybill.webhook.basic.password=pass:word");
        inbox = new TopicReader(TestKafka.bootstrapServers(), Topics.INBOX);
    }

    @AfterAll
    static void stop() {
        inbox.close();
        ingest.close();
    }

    @Test
    void easyPostsVectorArrivesByteForByte() {
        byte[] body = Recordings.bytes("event-body.json");

        Reply reply = ingest.webhook(
                body,
                "Content-Type",
                JSON,
                "X-Hmac-Signature",
                "hmac-sha256-hex=38f3f53c103713df81616a0a186d77141957323ec21d5fe9363db93840f527db");

        assertThat(reply.status()).isEqualTo(200);
        ConsumerRecord<byte[], byte[]> record =
                inbox.await(1, found -> Arrays.equals(found.value(), body)).get(0);
        assertThat(record.key()).isNull();
        assertThat(RecordHeaders.text(record.headers(), RecordHeaders.SOURCE)).isEqualTo("webhook");
    }

    @Test
    void numbersStayAsTheyWereWritten() {
        byte[] body = event("\"weight\":136.0");

        assertThat(signed("older", body).status()).isEqualTo(200);

        assertThat(inbox.await(1, found -> Arrays.equals(found.value(), body))).hasSize(1);
    }

    @Test
    void aForgeryIsRefused() {
        byte[] body = event("\"weight\":1");

        assertThat(signed("guessed", body).problem()).isEqualTo("urn:waybill:problem:bad-signature");
        assertThat(signed("guessed", body).status()).isEqualTo(401);
        assertThat(ingest.webhook(body, "Content-Type", JSON).status()).isEqualTo(401);
        assertThat(ingest.webhook(body, "Content-Type", JSON, "X-Hmac-Signature", "hmac-sha256-hex=00")
                        .status())
                .isEqualTo(401);
        assertThat(inbox.now(found -> Arrays.equals(found.value(), body))).isEmpty();
    }

    @Test
    void basicCredentialsCountWithoutASignatureAndNotBesideAWrongOne() {
        byte[] body = event("\"weight\":2");

        assertThat(ingest.webhook(body, "Content-Type", JSON, "Authorization", basic("easypost:pass:word"))
                        .status())
                .isEqualTo(200);
        Reply wrong = ingest.webhook(body, "Content-Type", JSON, "Authorization", basic("easypost:pass"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(ingest.webhook(
                                body,
                                "Content-Type",
                                JSON,
                                "Authorization",
                                basic("easypost:pass:word"),
                                "X-Hmac-Signature",
                                Signing.header("guessed", body))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aBodyUpToOneMebibyteIsTakenAndNoLargerOne() {
        byte[] largest = new byte[LIMIT];
        Arrays.fill(largest, (byte) ' ');
        byte[] larger = new byte[LIMIT + 1];

        assertThat(signed("older", largest).status()).isEqualTo(200);
        assertThat(signed("older", larger).problem()).isEqualTo("urn:waybill:problem:too-large");
        assertThat(signed("older", larger).status()).isEqualTo(413);
    }

    @Test
    void aLargerBodyOfUnknownLengthIsRefusedToo() {
        byte[] larger = new byte[LIMIT + 1];

        Reply reply = ingest.post(
                "/webhooks/easypost",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(larger)),
                "Content-Type",
                JSON,
                "X-Hmac-Signature",
                Signing.header("older", larger));

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.problem()).isEqualTo("urn:waybill:problem:too-large");
    }

    @Test
    void aBodyOfUnknownLengthIsTaken() {
        byte[] body = event("\"weight\":3");

        assertThat(ingest.post(
                                "/webhooks/easypost",
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                                "Content-Type",
                                "application/json; charset=utf-8",
                                "X-Hmac-Signature",
                                Signing.header("older", body))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void contentMustBeJsonAndThere() throws IOException {
        byte[] body = event("\"weight\":4");
        String signature = Signing.header("older", body);

        assertThat(ingest.webhook(body, "Content-Type", "text/plain", "X-Hmac-Signature", signature)
                        .problem())
                .isEqualTo("urn:waybill:problem:not-json");
        assertThat(ingest.webhook(body, "X-Hmac-Signature", signature).status()).isEqualTo(415);
        assertThat(ingest.webhook(body, "Content-Type", "nonsense", "X-Hmac-Signature", signature)
                        .status())
                .isEqualTo(415);
        assertThat(ingest.webhook(body, "Content-Type", JSON, "Content-Encoding", "gzip", "X-Hmac-Signature", signature)
                        .status())
                .isEqualTo(415);
        byte[] zipped = zipped(body);
        assertThat(ingest.webhook(
                                zipped,
                                "Content-Type",
                                JSON,
                                "Content-Encoding",
                                "gzip",
                                "X-Hmac-Signature",
                                Signing.header("older", zipped))
                        .status())
                .isEqualTo(415);
        assertThat(signed("older", new byte[0]).problem()).isEqualTo("urn:waybill:problem:empty-body");
        assertThat(signed("older", new byte[0]).status()).isEqualTo(400);
    }

    private static byte[] zipped(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        }
        return bytes.toByteArray();
    }

    @Test
    void otherMethodsAndPathsAreProblemsWhateverIsAccepted() {
        Reply get = ingest.get("/webhooks/easypost");

        assertThat(get.status()).isEqualTo(405);
        assertThat(get.problem()).isEqualTo("urn:waybill:problem:method-not-allowed");
        assertThat(get.header("Allow")).isEqualTo("POST");
        assertThat(ingest.get("/nothing").status()).isEqualTo(404);
        assertThat(ingest.get("/nothing").problem()).isEqualTo("urn:waybill:problem:not-found");
        assertThat(ingest.post("/webhooks/easypost", BodyPublishers.ofString("{}"), "Accept", "text/html")
                        .problem())
                .isEqualTo("urn:waybill:problem:bad-signature");
    }

    @Test
    void whatJettyRefusesIsAProblemToo() throws IOException {
        assertThat(raw("GET /a%00b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "urn:waybill:problem:bad-request")
                .doesNotContain("Jetty");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nBig: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("Jetty");
        assertThat(
                        raw(
                                "TRACE /webhooks/easypost HTTP/1.1\r\nHost: x\r\nX-Secret: told back\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .doesNotContain("told back");
        assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400").doesNotContain("Jetty");
    }

    @Test
    void outcomesAreCountedAndHealthIsTold() {
        byte[] body = event("\"weight\":5");
        signed("older", body);
        signed("guessed", body);

        String metrics = ingest.get("/actuator/prometheus").http().body();

        assertThat(metrics)
                .contains("waybill_webhooks_total{", "outcome=\"accepted\"", "outcome=\"bad-signature\"")
                .contains("waybill_webhooks_duration_seconds_bucket")
                .doesNotContain(RunningIngest.SECRET, RunningIngest.API_KEY);
        assertThat(ingest.get("/actuator/health").json().path("status").asString())
                .isEqualTo("UP");
        assertThat(ingest.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    private static Reply signed(String secret, byte[] body) {
        return ingest.webhook(body, "Content-Type", JSON, "X-Hmac-Signature", Signing.header(secret, body));
    }

    private static byte[] event(String member) {
        return "{\"id\":\"evt_%s\",%s}".formatted(UUID.randomUUID(), member).getBytes(StandardCharsets.UTF_8);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ingest.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
