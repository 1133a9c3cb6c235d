package dev.waybill.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.ActivityEvent;
import dev.waybill.events.OperationEvent;
import dev.waybill.ingest.RunningIngest.Reply;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.schemas.wire.RecordHeaders;
import dev.waybill.testkit.Recordings;
import dev.waybill.testkit.TestKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UploadIT {

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());
    private static final String NDJSON = "application/x-ndjson";
    private static final String JSON = "application/json";

    private static RunningIngest ingest;
    private static TopicReader inbox;
    private static TopicReader operations;

    private final String upload = UUID.randomUUID().toString().replace("-", "");

    @BeforeAll
    static void start() {
        ingest = RunningIngest.on(TestKafka.bootstrapServers(), "waybill.upload.max-shipment=256KB");
        inbox = new TopicReader(TestKafka.bootstrapServers(), Topics.INBOX);
        operations = new TopicReader(TestKafka.bootstrapServers(), Topics.OPERATION_EVENTS);
    }

    @AfterAll
    static void stop() {
        operations.close();
        inbox.close();
        ingest.close();
    }

    @Test
    void oneShipmentArrivesByteForByte() {
        String shipment = shipment(1).replace(",", ",\n  ");

        Reply reply = upload(JSON, shipment);

        assertThat(reply.status()).isEqualTo(202);
        String operation = reply.json().path("operation_id").asString();
        assertThat(operation).matches("op_[0-9a-f]{32}");
        assertThat(reply.json().path("accepted").asInt()).isEqualTo(1);
        ConsumerRecord<byte[], byte[]> record = of(operation, 1).get(0);
        assertThat(text(record)).isEqualTo(shipment);
        assertThat(RecordHeaders.text(record.headers(), RecordHeaders.SOURCE)).isEqualTo("posted");
        assertThat(RecordHeaders.text(record.headers(), RecordHeaders.LINE)).isEqualTo("1");
        assertThat(record.key()).isNull();
    }

    @Test
    void arraysAndNdjsonArriveElementByElement() {
        List<String> shipments = Recordings.lines("shipments.ndjson");

        Reply array = upload(JSON, "[\n" + String.join(",\n", shipments) + "\n]\n");
        Reply ndjson = upload(NDJSON, String.join("\n", shipments));
        Reply found = upload(JSON, String.join("\r\n", shipments) + "\r\n");

        for (Reply reply : List.of(array, ndjson, found)) {
            assertThat(reply.json().path("accepted").asInt()).isEqualTo(shipments.size());
            assertThat(of(reply.json().path("operation_id").asString(), shipments.size()))
                    .extracting(record -> text(record).strip())
                    .containsExactlyInAnyOrderElementsOf(shipments);
        }
    }

    @Test
    void badLinesAreToldAndTheOthersGoOn() {
        String large = shipment(3).replace("test", "x".repeat(300_000));

        Reply reply = upload(NDJSON, shipment(1) + "\nnonsense\n" + large + "\n\n{\"id\":\"trk_1\"}\n" + shipment(6));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(reply.json().path("rejected").asInt()).isEqualTo(3);
        assertThat(reply.json().path("errors"))
                .extracting(error -> error.path("line").asInt())
                .containsExactly(2, 3, 5);
        assertThat(reply.http().body()).doesNotContain("nonsense", "trk_1");
        OperationEvent event = operation(reply);
        assertThat(event.getStatus()).isEqualTo("completed");
        assertThat(event.getOperationType()).isEqualTo("upload");
        assertThat(event.getItemsTotal()).isEqualTo(5);
        assertThat(event.getItemsSuccessful()).isEqualTo(2);
        assertThat(event.getItemsFailed()).isEqualTo(3);
        assertThat(event.getErrors()).hasSize(3);
        assertThat(event.getCompletedAt()).isAfterOrEqualTo(event.getStartedAt());
        assertThat(event.getParameters()).contains("\"api_key\":\"tests\"");
    }

    @Test
    void onlyTheFirstThousandErrorsAreTold() {
        Reply reply = upload(NDJSON, "nonsense\n".repeat(1200));

        assertThat(reply.json().path("rejected").asInt()).isEqualTo(1200);
        assertThat(reply.json().path("errors")).hasSize(1000);
        assertThat(operation(reply).getErrors()).hasSize(1000);
    }

    @Test
    void tenThousandLinesAreStreamed() {
        String padding = "y".repeat(5_000);
        var lines = new WrittenLines(10_000, number -> shipment(number).replace("test", padding));

        Reply reply = ingest.upload(NDJSON, BodyPublishers.ofInputStream(() -> lines));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("accepted").asInt()).isEqualTo(10_000);
        assertThat(operation(reply).getItemsTotal()).isEqualTo(10_000);
    }

    @Test
    void anUploadThatBreaksOffIsReportedAsFailed() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ingest.port())) {
            String head = "POST /v1/shipments HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                    + "Authorization: Bearer " + RunningIngest.API_KEY + "\r\nContent-Length: 100000\r\n\r\n";
            socket.getOutputStream().write((head + shipment(1) + "\n" + shipment(2)).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            inbox.await(1, record -> text(record).equals(shipment(1)));
        }

        String line = "\"last_line\":1";
        assertThat(operations.await(1, record -> failed(record).contains(line))).hasSize(1);
    }

    @Test
    void anEmptyUploadIsRefused() {
        for (String nothing : List.of("", "\n \n", "[]", " [ ] ")) {
            Reply reply = upload(JSON, nothing);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.problem()).isEqualTo("urn:waybill:problem:empty-upload");
        }
    }

    @Test
    void otherContentIsRefused() {
        assertThat(upload("text/csv", "a,b").problem()).isEqualTo("urn:waybill:problem:not-json");
        assertThat(upload("text/csv", "a,b").status()).isEqualTo(415);
        assertThat(ingest.post(
                                "/v1/shipments",
                                BodyPublishers.ofString("x"),
                                "Content-Type",
                                JSON,
                                "Content-Encoding",
                                "gzip",
                                "Authorization",
                                "Bearer " + RunningIngest.API_KEY)
                        .status())
                .isEqualTo(415);
    }

    @Test
    void nobodyGetsInWithoutAKey() {
        Reply reply = ingest.post(
                "/v1/shipments",
                BodyPublishers.ofString(shipment(1)),
                "Content-Type",
                JSON,
                "Authorization",
                "Bearer guessed");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(ingest.get("/v1/shipments").status()).isEqualTo(401);
    }

    @Test
    void requestsAreReportedWithTheNameOfTheKey() {
        String bootstrapServers = TestKafka.bootstrapServers();
        try (var activities = new TopicReader(bootstrapServers, Topics.ACTIVITY_EVENTS)) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                upload(NDJSON, shipment(1));
                assertThat(activities.now(record -> true))
                        .extracting(record -> WIRE.decode(record.value(), ActivityEvent.class))
                        .anySatisfy(activity -> {
                            assertThat(activity.getUserId()).isEqualTo("tests");
                            assertThat(activity.getEndpoint()).isEqualTo("/v1/shipments");
                            assertThat(activity.getStatusCode()).isEqualTo(202);
                            assertThat(activity.getIpAddress()).isEqualTo("127.0.0.1");
                        });
            });
        }
    }

    @Test
    void nothingHereNeedsADatabase() {
        assertThat(ingest.context().getBeanDefinitionNames())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("datasource"));
        assertThat(ingest.context().getBeanNamesForType(DataSource.class)).isEmpty();
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(String operation, int count) {
        return inbox.await(
                count, record -> operation.equals(RecordHeaders.text(record.headers(), RecordHeaders.OPERATION)));
    }

    private static OperationEvent operation(Reply reply) {
        byte[] key = reply.json().path("operation_id").asString().getBytes(StandardCharsets.UTF_8);
        return WIRE.decode(
                operations
                        .await(1, record -> Arrays.equals(record.key(), key))
                        .get(0)
                        .value(),
                OperationEvent.class);
    }

    private static String failed(ConsumerRecord<byte[], byte[]> record) {
        OperationEvent event = WIRE.decode(record.value(), OperationEvent.class);
        return "failed".equals(event.getStatus()) ? String.valueOf(event.getParameters()) : "";
    }

    private Reply upload(String contentType, String body) {
        return ingest.upload(contentType, BodyPublishers.ofString(body));
    }

    private String shipment(long number) {
        return WrittenLines.shipment(upload, number);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
