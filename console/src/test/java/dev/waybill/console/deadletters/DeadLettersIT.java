package dev.waybill.console.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.console.RunningConsole;
import dev.waybill.events.StatusEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RecordHeaders;
import dev.waybill.testkit.TestKafka;
import dev.waybill.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DeadLettersIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LETTERS = Topics.STATUS_EVENTS + Topics.DEAD_LETTER_SUFFIX;
    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());

    private static RunningConsole console;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() {
        TestPostgres.Database database = RunningConsole.newDatabase();
        console = RunningConsole.start(database);
        producer = TestKafka.producer(TestKafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        producer.close();
        console.close();
    }

    @Test
    void theyAreCountedListedAndOpened() throws Exception {
        Instant before = Instant.now().minusMillis(1);
        for (int i = 0; i < 30; i++) {
            fail(
                    Topics.STATUS_EVENTS,
                    i % 6,
                    event("delivered"),
                    DeadLetterReason.UNFIT,
                    new IllegalStateException("no " + i));
        }
        RecordMetadata noise = fail(Topics.STATUS_EVENTS, 0, utf8("noise"), DeadLetterReason.UNREADABLE, null);
        await().atMost(SOON)
                .until(() -> counts(LETTERS, "cannot be handled").equals("30 0 0")
                        && counts(LETTERS, "cannot be read").equals("1 0 0"));

        var seen = new ArrayList<String>();
        String next = "";
        while (next != null) {
            RunningConsole.Answer page = console.get(
                    "/v1/dead-letters/" + LETTERS + "?reason=cannot%20be%20handled&limit=12&before=" + next);
            page.json().path("dead_letters").forEach(letter -> seen.add(place(letter)));
            next = page.json().path("next").stringValue(null);
        }
        assertThat(seen).hasSize(30).doesNotHaveDuplicates();
        JsonNode first = console.get("/v1/dead-letters/" + LETTERS + "?reason=cannot+be+read")
                .json()
                .path("dead_letters")
                .path(0);
        assertThat(first.path("offset").asLong()).isEqualTo(noise.offset());
        assertThat(first.path("key").asString()).isEqualTo("shp_dead");
        assertThat(Instant.parse(first.path("failed_at").asString())).isAfter(before);

        JsonNode opened =
                console.get("/v1/dead-letters/" + LETTERS + "/" + seen.get(0)).json();
        assertThat(opened.path("value").path("status").asString()).isEqualTo("delivered");
        assertThat(opened.path("headers").path("waybill_source").path(0).asString())
                .isEqualTo("webhook");
        assertThat(opened.path("attempts").path(0).path("stack_trace").asString())
                .contains("IllegalStateException: no ");
        assertThat(opened.path("attempts").path(0).path("topic").asString()).isEqualTo(Topics.STATUS_EVENTS);
        JsonNode unreadable = console.get("/v1/dead-letters/" + LETTERS + "/0/" + noise.offset())
                .json();
        assertThat(unreadable.path("value").isNull()).isTrue();
        assertThat(unreadable.path("base64").asString()).isEqualTo("bm9pc2U=");
    }

    @Test
    void whatIsDiscardedKeepsItsNoteAndComesNeverBack() throws Exception {
        List<RecordMetadata> placed = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            placed.add(fail(
                    Topics.OPERATION_EVENTS,
                    i % 6,
                    utf8("x"),
                    i < 8 ? DeadLetterReason.GIVEN_UP : DeadLetterReason.UNFIT,
                    null));
        }
        String letters = Topics.OPERATION_EVENTS + Topics.DEAD_LETTER_SUFFIX;
        await().atMost(SOON).until(() -> counts(letters, "given up").equals("8 0 0"));

        JsonNode status = replay("""
                {"topic": "%s", "filter": {"reason": "given up"}, "discard": "sent by a test", "dry_run": true}""".formatted(letters));
        assertThat(status.path("records_copied").asLong()).isEqualTo(8);
        assertThat(counts(letters, "given up")).isEqualTo("8 0 0");
        status = replay("""
                {"topic": "%s", "filter": {"reason": "given up"}, "discard": "sent by a test"}""".formatted(letters));
        assertThat(status.path("records_copied").asLong()).isEqualTo(8);
        assertThat(status.path("into").isNull()).isTrue();
        await().atMost(SOON).until(() -> counts(letters, "given up").equals("0 0 8"));

        JsonNode replayed = replay("{\"topic\": \"%s\"}".formatted(letters));
        assertThat(replayed.path("records_copied").asLong()).isEqualTo(4);
        assertThat(replayed.path("records_skipped").asLong()).isEqualTo(8);
        await().atMost(SOON).until(() -> counts(letters, "cannot be handled").equals("0 4 0"));
        assertThat(counts(letters, "given up")).isEqualTo("0 0 8");
        assertThat(replay("{\"topic\": \"%s\"}".formatted(letters))
                        .path("records_copied")
                        .asLong())
                .isZero();

        JsonNode discarded = opened(placed.get(0));
        assertThat(discarded.path("letter").path("state").asString()).isEqualTo("discarded");
        assertThat(discarded.path("outcome").path("note").asString()).isEqualTo("sent by a test");
        assertThat(discarded.path("outcome").path("requested_by").asString()).isNotBlank();
        assertThat(discarded.path("outcome").path("operation_id").asString())
                .isEqualTo(status.path("id").asString());
        assertThat(opened(placed.get(11)).path("outcome").path("operation_id").asString())
                .isEqualTo(replayed.path("id").asString());
        assertThat(console.get("/v1/dead-letters/" + letters + "?state=replayed&limit=100")
                        .json()
                        .path("dead_letters"))
                .hasSize(4);
        assertThat(console.get("/v1/dead-letters/" + letters + "?state=lost").status())
                .isEqualTo(400);
    }

    @Test
    void aWebhookIsShownAsWhatItIs() throws Exception {
        RecordMetadata json = fail(Topics.INBOX, 1, utf8("{\"object\":\"Event\"}"), DeadLetterReason.NO_ID, null);
        RecordMetadata text = fail(Topics.INBOX, 1, utf8("<html>"), DeadLetterReason.NOT_JSON, null);

        assertThat(opened(json).path("value").path("object").asString()).isEqualTo("Event");
        assertThat(opened(text).path("text").asString()).isEqualTo("<html>");
    }

    @Test
    void aFloodIsSaid() throws Exception {
        for (int i = 0; i < 1_100; i++) {
            var unused = producer.send(DeadLetter.of(
                    new ConsumerRecord<>(Topics.ACTIVITY_EVENTS, i % 6, i, utf8("user"), utf8("x")),
                    DeadLetterReason.UNWRITABLE,
                    null));
        }
        producer.flush();

        await().atMost(SOON)
                .until(() ->
                        console.get("/v1/dead-letters").json().path("flood").asBoolean());
        assertThat(console.get("/v1/dead-letters").json().path("recent").asLong())
                .isGreaterThanOrEqualTo(1_100);
    }

    @Test
    void whatThereIsNotIsNotFound() {
        for (String path : List.of(
                "/v1/dead-letters/status-events",
                "/v1/dead-letters/nothing-dlt",
                "/v1/dead-letters/status-events-dlt/0/999999",
                "/v1/dead-letters/status-events-dlt/77/0")) {
            assertThat(console.get(path).status()).as(path).isEqualTo(404);
        }
        for (String path : List.of(
                "/v1/dead-letters/status-events-dlt?limit=0",
                "/v1/dead-letters/status-events-dlt?limit=101",
                "/v1/dead-letters/status-events-dlt?before=x",
                "/v1/dead-letters/status-events-dlt/a/0",
                "/v1/dead-letters/status-events-dlt/0/-1")) {
            assertThat(console.get(path).status()).as(path).isEqualTo(400);
        }
        assertThat(console.get("/v1/dead-letters/status-events-dlt?reason=nobody's")
                        .json()
                        .path("dead_letters"))
                .isEmpty();
    }

    private static String counts(String topic, String reason) {
        for (JsonNode row : console.get("/v1/dead-letters").json().path("dead_letters")) {
            if (row.path("topic").asString().equals(topic)
                    && row.path("reason").asString().equals(reason)) {
                return row.path("open").asLong() + " " + row.path("replayed").asLong() + " "
                        + row.path("discarded").asLong();
            }
        }
        return "";
    }

    /** Returns the status of a replay that has ended. */
    private static JsonNode replay(String request) {
        RunningConsole.Answer begun = console.post("/v1/replays", request);
        assertThat(begun.status()).as(begun.text("detail")).isEqualTo(202);
        String path = "/v1/replays/" + begun.text("id");
        await().atMost(SOON).until(() -> console.get(path).text("status").equals("completed"));
        return console.get(path).json();
    }

    private static String place(JsonNode letter) {
        return letter.path("partition").asInt() + "/" + letter.path("offset").asLong();
    }

    private static JsonNode opened(RecordMetadata place) {
        return console.get("/v1/dead-letters/" + place.topic() + "/" + place.partition() + "/" + place.offset())
                .json();
    }

    private static RecordMetadata fail(
            String topic, int partition, byte[] value, DeadLetterReason reason, Exception failure)
            throws ExecutionException, InterruptedException {
        var record = new ConsumerRecord<>(topic, partition, 7, utf8("shp_dead"), value);
        record.headers().add(RecordHeaders.header(RecordHeaders.SOURCE, "webhook"));
        ProducerRecord<byte[], byte[]> letter = DeadLetter.of(record, reason, failure);
        return producer.send(letter).get();
    }

    private static byte[] event(String status) {
        return WIRE.encode(
                Topics.STATUS_EVENTS,
                StatusEvent.newBuilder()
                        .setShipmentId("shp_dead")
                        .setTrackingCode("9400")
                        .setMode("test")
                        .setCarrier("USPS")
                        .setService("Ground")
                        .setStatus(status)
                        .setRevision(1L)
                        .build());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
