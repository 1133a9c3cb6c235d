package dev.waybill.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.FetchReason;
import dev.waybill.events.FetchRequest;
import dev.waybill.events.TrackerRequest;
import dev.waybill.ingest.fetch.EasyPostStub;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RecordHeaders;
import dev.waybill.testkit.TestKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FetchIT {

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());

    private static TestKafka.Cluster cluster;
    private static EasyPostStub easyPost;
    private static RunningIngest ingest;
    private static TopicReader inbox;
    private static TopicReader deadLetters;
    private static KafkaProducer<byte[], byte[]> producer;

    private final String id = "shp_" + UUID.randomUUID().toString().replace("-", "");

    @BeforeAll
    static void start() throws IOException {
        cluster = TestKafka.newCluster();
        easyPost = new EasyPostStub();
        ingest = running();
        inbox = new TopicReader(cluster.bootstrapServers(), Topics.INBOX);
        deadLetters = new TopicReader(cluster.bootstrapServers(), Topics.FETCH_REQUESTS + Topics.DEAD_LETTER_SUFFIX);
        producer = TestKafka.producer(cluster.bootstrapServers());
    }

    private static RunningIngest running() {
        return RunningIngest.on(
                cluster.bootstrapServers(),
                "waybill.easypost.base-url=" + easyPost.url(),
                "waybill.easypost.api-key=common",
                "waybill.easypost.accounts.user_1=one",
                "waybill.easypost.accounts.user_2=two",
                "waybill.easypost.per-second=50",
                "waybill.easypost.timeout=2s");
    }

    @AfterAll
    static void stop() {
        producer.close();
        deadLetters.close();
        inbox.close();
        ingest.close();
        easyPost.close();
        cluster.close();
    }

    @Test
    void eachAccountIsAskedWithItsKeyAndTheAnswerGoesToTheInbox() {
        byte[] shipment = WrittenLines.shipment("fetched", 1).getBytes(StandardCharsets.UTF_8);
        easyPost.answer(id + "1", EasyPostStub.body(shipment));
        easyPost.answer(id + "2", EasyPostStub.body(shipment));
        easyPost.answer(id + "3", EasyPostStub.body(shipment));

        request(id + "1", "user_1");
        request(id + "2", "user_2");
        request(id + "3", null);

        assertThat(inbox.await(3, record -> Arrays.equals(record.value(), shipment)))
                .allSatisfy(record -> assertThat(RecordHeaders.text(record.headers(), RecordHeaders.SOURCE))
                        .isEqualTo("fetched"))
                .extracting(record -> RecordHeaders.text(record.headers(), RecordHeaders.ACCOUNT))
                .containsExactlyInAnyOrder("user_1", "user_2", null);
        assertThat(easyPost.asked())
                .contains("one " + path(id + "1"), "two " + path(id + "2"), "common " + path(id + "3"));
    }

    @Test
    void tooManyRequestsAndServerErrorsAreTriedAgain() {
        byte[] shipment = WrittenLines.shipment(id, 1).getBytes(StandardCharsets.UTF_8);
        var asked = new AtomicInteger();
        easyPost.answer(id, exchange -> {
            switch (asked.incrementAndGet()) {
                case 1 -> EasyPostStub.status(429, "Retry-After", "1").handle(exchange);
                case 2 -> EasyPostStub.status(500).handle(exchange);
                case 3 -> EasyPostStub.status(503).handle(exchange);
                default -> EasyPostStub.body(shipment).handle(exchange);
            }
        });

        request(id, null);

        assertThat(inbox.await(1, record -> Arrays.equals(record.value(), shipment)))
                .hasSize(1);
        assertThat(asked).hasValue(4);
    }

    @Test
    void anAccountThatMustWaitHoldsUpNoOtherAndLosesNothing() {
        byte[] shipment = WrittenLines.shipment(id, 1).getBytes(StandardCharsets.UTF_8);
        easyPost.answer(id + "1", EasyPostStub.status(429, "Retry-After", "3600"));
        easyPost.answer(id + "2", EasyPostStub.body(shipment));
        easyPost.answer(id + "3", EasyPostStub.body(shipment));

        request(id + "1", "user_1");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> asked(id + "1") == 1);
        for (int i = 0; i < 20; i++) {
            request(id + "2", "user_2");
            request(id + "3", null);
        }

        assertThat(inbox.await(40, record -> Arrays.equals(record.value(), shipment)))
                .hasSize(40);
        assertThat(asked(id + "1")).isOne();

        byte[] late = WrittenLines.shipment(id, 2).getBytes(StandardCharsets.UTF_8);
        easyPost.answer(id + "1", EasyPostStub.body(late));
        ingest.close();
        ingest = running();

        assertThat(inbox.await(1, record -> Arrays.equals(record.value(), late)))
                .hasSize(1);
        assertThat(inbox.now(record -> Arrays.equals(record.value(), shipment))).hasSize(40);
    }

    @Test
    void whatIsMissingIsNotAskedForAgain() {
        request(id, null);
        request(id, null);
        request(id + "last", null);

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(asked(id + "last")).isOne();
            assertThat(metrics()).contains("outcome=\"missing-remembered\"");
        });
        assertThat(asked(id)).isOne();
    }

    @Test
    void whatIsRefusedGoesToTheDeadLettersWithItsReason() {
        easyPost.answer(id, EasyPostStub.status(401));

        request(id, null);
        send("nonsense", new byte[] {1, 2, 3});
        request("../users", null);

        assertThat(reason(deadLetters.await(1, keyed(id)).get(0)))
                .isEqualTo(DeadLetterReason.REFUSED_BY_EASYPOST.phrase());
        assertThat(reason(deadLetters.await(1, keyed("nonsense")).get(0)))
                .isEqualTo(DeadLetterReason.UNREADABLE.phrase());
        assertThat(reason(deadLetters.await(1, keyed("../users")).get(0)))
                .isEqualTo(DeadLetterReason.NO_SHIPMENT_ID.phrase());
        assertThat(asked(id)).isOne();
        assertThat(easyPost.asked()).noneMatch(asked -> asked.contains("users"));
    }

    @Test
    void aTrackerIsMadeWithTheKeyOfItsAccountAndAnsweredIntoTheInbox() {
        var bodies = new CopyOnWriteArrayList<String>();
        var asked = new AtomicInteger();
        easyPost.answerTrackers(exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (asked.incrementAndGet() == 1) {
                EasyPostStub.status(429, "Retry-After", "1").handle(exchange);
            } else if (body.contains("UNKNOWN")) {
                EasyPostStub.status(422).handle(exchange);
            } else {
                bodies.add(body);
                EasyPostStub.body(tracker(body)).handle(exchange);
            }
        });

        track("CODE1", "USPS", "user_1");
        track("CODE2", null, null);
        track("UNKNOWN", null, "user_2");

        assertThat(inbox.await(2, record -> new String(record.value(), StandardCharsets.UTF_8).contains("trk_of_test")))
                .extracting(record -> RecordHeaders.text(record.headers(), RecordHeaders.ACCOUNT))
                .containsExactlyInAnyOrder("user_1", null);
        assertThat(bodies)
                .containsExactlyInAnyOrder(
                        "{\"tracker\":{\"tracking_code\":\"CODE1\",\"carrier\":\"USPS\"}}",
                        "{\"tracker\":{\"tracking_code\":\"CODE2\"}}");
        assertThat(easyPost.asked()).contains("one /v2/trackers", "common /v2/trackers", "two /v2/trackers");
        try (var letters =
                new TopicReader(cluster.bootstrapServers(), Topics.TRACKER_REQUESTS + Topics.DEAD_LETTER_SUFFIX)) {
            assertThat(reason(letters.await(1, keyed("UNKNOWN")).get(0)))
                    .isEqualTo(DeadLetterReason.REFUSED_BY_EASYPOST.phrase());
        }
    }

    private static byte[] tracker(String request) {
        return ("{\"object\":\"Tracker\",\"id\":\"trk_of_test\",\"asked\":" + request + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void track(String code, @Nullable String carrier, @Nullable String account) {
        var unused = producer.send(new ProducerRecord<>(
                Topics.TRACKER_REQUESTS,
                code.getBytes(StandardCharsets.UTF_8),
                WIRE.encode(
                        Topics.TRACKER_REQUESTS, new TrackerRequest(code, carrier, account, "test", Instant.now()))));
    }

    @Test
    void anOldRequestIsSkipped() {
        send(
                id,
                WIRE.encode(
                        Topics.FETCH_REQUESTS,
                        new FetchRequest(
                                id,
                                FetchReason.NOT_TOLD,
                                "test",
                                null,
                                Instant.now().minus(Duration.ofHours(25)))));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(metrics()).contains("outcome=\"expired\""));
        assertThat(asked(id)).isZero();
    }

    private static void request(String shipment, @Nullable String account) {
        send(
                shipment,
                WIRE.encode(
                        Topics.FETCH_REQUESTS,
                        new FetchRequest(shipment, FetchReason.NOT_TOLD, "test", account, Instant.now())));
    }

    private static void send(String key, byte[] value) {
        var unused =
                producer.send(new ProducerRecord<>(Topics.FETCH_REQUESTS, key.getBytes(StandardCharsets.UTF_8), value));
        producer.flush();
    }

    private static String metrics() {
        return ingest.get("/actuator/prometheus").http().body();
    }

    private static long asked(String shipment) {
        return easyPost.asked().stream()
                .filter(asked -> asked.endsWith(path(shipment)))
                .count();
    }

    private static String path(String shipment) {
        return "/v2/shipments/" + shipment;
    }

    private static Predicate<ConsumerRecord<byte[], byte[]>> keyed(String key) {
        return record -> Arrays.equals(record.key(), key.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String reason(ConsumerRecord<byte[], byte[]> letter) {
        return RecordHeaders.text(letter.headers(), DeadLetter.REASON);
    }
}
