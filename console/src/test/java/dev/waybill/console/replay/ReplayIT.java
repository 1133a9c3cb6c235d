package dev.waybill.console.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.console.Console;
import dev.waybill.console.RunningConsole;
import dev.waybill.console.RunningConsole.Answer;
import dev.waybill.events.Envelope;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.Refund;
import dev.waybill.events.Replay;
import dev.waybill.events.ReplayState;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.events.Source;
import dev.waybill.events.StatusEvent;
import dev.waybill.events.Tracker;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.Version;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RecordHeaders;
import dev.waybill.testkit.TestKafka;
import dev.waybill.testkit.TestPostgres;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());

    private static TestPostgres.Database database;
    private static RunningConsole console;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() {
        database = RunningConsole.newDatabase();
        console = RunningConsole.start(database);
        producer = TestKafka.producer(TestKafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        producer.close();
        console.close();
    }

    @Test
    void eachRecordIsCopiedOnceThoughTheFirstInstanceIsKilledAndLiveTrafficFlows(@TempDir Path folder)
            throws Exception {
        List<String> told = send(Topics.TRACKING_EVENTS, "before", 3000);
        Path log = folder.resolve("log");
        Process first = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            await().atMost(SOON).until(() -> Files.readString(log).contains("Started Console in"));
            String id = begin("""
                    {"topic": "tracking-events", "rate": 400}""");
            await().atMost(SOON).until(() -> members(id) == 2);
            List<String> live = send(Topics.TRACKING_EVENTS, "live", 200);
            await().atMost(SOON).until(() -> status(id).number("records_done") > 500);
            first.destroyForcibly();
            assertThat(status(id).text("status")).isEqualTo("running");

            awaitEnd(id);

            List<String> copies = values(Topics.TRACKING_REPLAY);
            assertThat(copies).containsAll(told).doesNotHaveDuplicates().doesNotContainAnyElementsOf(live);
            Answer end = status(id);
            assertThat(end.number("records_done")).isEqualTo(end.number("records_total"));
            assertThat(end.number("records_copied")).isEqualTo(copies.size());
            assertThat(end.number("records_failed")).isZero();
            assertThat(end.json().path("rate").decimalValue()).isPositive();
            OperationEvent reported = lastReport(id);
            assertThat(reported.getStatus()).isEqualTo("completed");
            assertThat(reported.getItemsSuccessful()).isEqualTo(copies.size());
            assertThat(reported.getCompletedAt()).isNotNull();
        } finally {
            first.destroyForcibly();
        }
    }

    @Test
    void aDryRunCountsAndCopiesNothing() throws Exception {
        create("dry");
        Instant before = Instant.now();
        send(Topics.ACTIVITY_EVENTS, "dry", 50);
        Instant after = Instant.now();

        String id = begin("""
                {"topic": "activity-events", "into": "dry", "from": "%s", "dry_run": true}""".formatted(before));
        awaitEnd(id);

        Answer end = status(id);
        assertThat(end.number("records_copied")).isGreaterThanOrEqualTo(50);
        assertThat(Instant.parse(end.text("oldest"))).isBetween(before.minusMillis(1), after);
        assertThat(Instant.parse(end.text("newest"))).isBetween(before.minusMillis(1), after.plusSeconds(60));
        assertThat(values("dry")).isEmpty();
    }

    @Test
    void aFilterTakesWhatItNames() throws Exception {
        create("mine");
        for (int i = 0; i < 60; i++) {
            StatusEvent event = StatusEvent.newBuilder()
                    .setShipmentId("shp_f" + i)
                    .setTrackingCode("9400" + i)
                    .setMode(i % 2 == 0 ? "production" : "test")
                    .setCarrier(i % 3 == 0 ? "USPS" : "UPS")
                    .setService("Ground")
                    .setStatus("delivered")
                    .setRevision(1L)
                    .build();
            var unused = producer.send(new ProducerRecord<>(
                    Topics.STATUS_EVENTS, utf8("shp_f" + i), WIRE.encode(Topics.STATUS_EVENTS, event)));
        }
        producer.send(new ProducerRecord<>(Topics.STATUS_EVENTS, utf8("shp_f"), utf8("poison")))
                .get();
        producer.flush();

        String id = begin("""
                {"topic": "status-events", "into": "mine", "filter": {"carrier": "USPS", "mode": "production"}}""");
        awaitEnd(id);

        assertThat(records("mine"))
                .hasSize(10)
                .allSatisfy(copy -> assertThat(
                                WIRE.decode(copy.value(), StatusEvent.class).getCarrier())
                        .isEqualTo("USPS"));
        assertThat(status(id).number("records_skipped")).isEqualTo(51);
    }

    @Test
    void trackingEventsOfATimeACarrierAModeAndAWebhookAreTaken() throws Exception {
        create("some");
        Instant from = Instant.now();
        Instant to = from.plusMillis(500);
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            String shipment = "shp_t" + i;
            boolean carrier = i % 2 == 0;
            boolean mode = i % 3 != 0;
            boolean webhook = i % 4 != 2;
            boolean early = i < 24;
            TrackingEvent event = tracked(
                    shipment,
                    carrier ? "UPSDAP" : "USPS",
                    mode ? "production" : "test",
                    webhook ? "tracker.updated" : "tracker.created");
            var unused = producer.send(new ProducerRecord<>(
                    Topics.TRACKING_EVENTS,
                    null,
                    (early ? from : to).toEpochMilli(),
                    utf8(shipment),
                    WIRE.encode(Topics.TRACKING_EVENTS, event)));
            if (carrier && mode && webhook && early) {
                wanted.add(shipment);
            }
        }
        producer.flush();

        String id = begin("""
                {"topic": "tracking-events", "into": "some", "from": "%s", "to": "%s",
                 "filter": {"carrier": "UPS", "mode": "production", "event_type": "tracker.updated"}}""".formatted(from, to));
        awaitEnd(id);

        assertThat(records("some").stream().map(copy -> text(copy.key())))
                .containsExactlyInAnyOrderElementsOf(wanted)
                .hasSizeGreaterThan(3);
        assertThat(status(id).number("records_total")).isEqualTo(24);
        assertThat(status(id).number("records_skipped")).isEqualTo(24 - wanted.size());
    }

    @Test
    void shipmentEventsOfOneShipmentAreTakenFromItsPartitionAlone() throws Exception {
        create("refunds");
        for (int i = 0; i < 30; i++) {
            ShipmentEvent event = refunded("shp_r" + i % 10, "9400" + i);
            var unused = producer.send(new ProducerRecord<>(
                    Topics.SHIPMENT_EVENTS,
                    i % 2,
                    utf8(event.getShipmentId()),
                    WIRE.encode(Topics.SHIPMENT_EVENTS, event)));
        }
        producer.flush();

        awaitEnd(begin("""
                {"topic": "shipment-events", "into": "refunds", "partitions": [1], "filter": {"shipment_id": "shp_r3"}}"""));
        assertThat(records("refunds"))
                .hasSize(3)
                .allSatisfy(copy -> assertThat(text(copy.key())).isEqualTo("shp_r3"));
        awaitEnd(begin("""
                {"topic": "shipment-events", "into": "refunds", "partitions": [1], "filter": {"shipment_id": "shp_r4"}}"""));
        awaitEnd(begin("""
                {"topic": "shipment-events", "into": "refunds", "filter": {"tracking_code": "940012"}}"""));

        assertThat(records("refunds").stream().map(copy -> text(copy.key())).toList())
                .containsExactlyInAnyOrder("shp_r3", "shp_r3", "shp_r3", "shp_r2");
    }

    @Test
    void aRateIsKept() throws Exception {
        create("paced");
        send(Topics.CARRIER_GAPS, "paced", 120);
        Instant began = Instant.now();

        String id = begin("""
                {"topic": "carrier-gaps", "into": "paced", "rate": 40}""");
        awaitEnd(id);

        assertThat(values("paced")).contains("paced-0", "paced-119");
        assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
        assertThat(status(id).json().path("rate").decimalValue())
                .isPositive()
                .isLessThanOrEqualTo(BigDecimal.valueOf(61));
    }

    @Test
    void whereTheBrokerHasForgottenHowFarItWasNothingIsCopiedTwice() throws Exception {
        create("forgotten");
        send(Topics.CARRIER_GAPS, "forgotten", 200);
        String id = begin("""
                {"topic": "carrier-gaps", "into": "forgotten", "rate": 20}""");
        await().atMost(SOON).until(() -> status(id).number("records_copied") > 0);
        console.post("/v1/replays/" + id + "/pause", "");
        await().atMost(SOON).until(() -> members(id) == 0);
        List<String> copied = values("forgotten");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            admin.deleteConsumerGroups(List.of(CopyClients.group(id))).all().get();
        }

        console.post("/v1/replays/" + id + "/resume", "");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reports(id))
                        .flatExtracting(OperationEvent::getErrors)
                        .anySatisfy(error -> assertThat(error.getReason()).contains("forgotten how far it was")));
        assertThat(values("forgotten")).isEqualTo(copied);
        assertThat(status(id).json().path("failure").isNull()).isTrue();
        reported(id, "The broker has forgotten how far it was");
        assertThat(status(id).text("failure")).isEqualTo("The broker has forgotten how far it was");
        assertThat(console.post("/v1/replays/" + id + "/cancel", "").text("status"))
                .isEqualTo("cancelled");
    }

    @Test
    void webhooksAreCopiedIntoTheInboxWithTheTimeOfTheFirst() throws Exception {
        String code = "EZ" + UUID.randomUUID();
        String body = """
                {"object":"Event","description":"tracker.updated","result":{"object":"Tracker","tracking_code":"%s"}}""".formatted(code);
        long received = producer.send(new ProducerRecord<>(Topics.INBOX, utf8(body)))
                .get()
                .timestamp();

        String id = begin("""
                {"topic": "easypost.inbox", "filter": {"tracking_code": "%s", "event_type": "tracker.updated"}}""".formatted(code));
        awaitEnd(id);

        List<ConsumerRecord<byte[], byte[]>> both = records(Topics.INBOX).stream()
                .filter(record -> text(record.value()).equals(body))
                .toList();
        assertThat(both).hasSize(2);
        assertThat(both.stream().map(record -> RecordHeaders.text(record.headers(), RecordHeaders.RECEIVED_AT)))
                .containsExactlyInAnyOrder(null, Long.toString(received));
    }

    @Test
    void deadLettersOfAReasonGoBackToTheirHandlerAndKeepTheirAttempts() throws Exception {
        for (int i = 0; i < 5; i++) {
            var failed = new ConsumerRecord<>(Topics.TRACKING_EVENTS, 0, i, utf8("shp_dead"), utf8("dead-" + i));
            var unused = producer.send(DeadLetter.of(
                    failed, i < 3 ? DeadLetterReason.UNFIT : DeadLetterReason.UNREADABLE, new IllegalStateException()));
        }
        producer.send(new ProducerRecord<>(
                        Topics.TRACKING_EVENTS + Topics.DEAD_LETTER_SUFFIX, utf8("shp_dead"), utf8("no reason")))
                .get();
        producer.flush();

        String id = begin("""
                {"topic": "tracking-events-dlt", "filter": {"reason": "cannot be handled"}}""");
        awaitEnd(id);

        assertThat(status(id).text("into")).isEqualTo(Topics.TRACKING_REPLAY);
        assertThat(status(id).number("records_skipped")).isEqualTo(3);
        List<ConsumerRecord<byte[], byte[]>> copies = records(Topics.TRACKING_REPLAY).stream()
                .filter(record -> text(record.key()).equals("shp_dead"))
                .toList();
        assertThat(copies.stream().map(copy -> text(copy.value()))).containsExactly("dead-0", "dead-1", "dead-2");
        Headers again =
                DeadLetter.of(copies.get(0), DeadLetterReason.UNFIT, null).headers();
        assertThat(again.headers(DeadLetter.REASON)).hasSize(2);
    }

    @Test
    void deadLettersOfWebhooksAreParsedAgainAsOfWhenTheyCame() throws Exception {
        String body = "{\"object\":\"Event\",\"id\":\"evt_" + UUID.randomUUID() + "\"}";
        var failed = new ConsumerRecord<byte[], byte[]>(
                Topics.INBOX,
                0,
                7,
                1_767_225_600_000L,
                TimestampType.LOG_APPEND_TIME,
                0,
                body.length(),
                null,
                utf8(body),
                new org.apache.kafka.common.header.internals.RecordHeaders(),
                Optional.empty());
        producer.send(DeadLetter.of(failed, DeadLetterReason.NOT_JSON, null)).get();

        awaitEnd(begin("""
                {"topic": "easypost.inbox-dlt"}"""));

        ConsumerRecord<byte[], byte[]> copy = records(Topics.INBOX).stream()
                .filter(record -> text(record.value()).equals(body))
                .findFirst()
                .orElseThrow();
        assertThat(RecordHeaders.text(copy.headers(), RecordHeaders.RECEIVED_AT))
                .isEqualTo("1767225600000");
    }

    @Test
    void aReplayIsPausedResumedAndCancelled() throws Exception {
        create("slow");
        send(Topics.FETCH_REQUESTS, "slow", 300);
        String id = begin("""
                {"topic": "fetch-requests", "into": "slow", "rate": 20}""");
        await().atMost(SOON).until(() -> status(id).number("records_copied") > 0);

        assertThat(console.post("/v1/replays/" + id + "/pause", "").text("status"))
                .isEqualTo("paused");
        await().atMost(SOON).until(() -> members(id) == 0);
        long paused = status(id).number("records_copied");
        assertThat(paused).isLessThan(300);
        assertThat(console.post("/v1/replays/" + id + "/resume", "").text("status"))
                .isEqualTo("running");
        await().atMost(SOON).until(() -> status(id).number("records_copied") > paused);
        assertThat(console.post("/v1/replays/" + id + "/cancel", "").text("status"))
                .isEqualTo("cancelled");
        await().atMost(SOON).until(() -> members(id) == 0);

        assertThat(console.post("/v1/replays/" + id + "/resume", "").status()).isEqualTo(409);
        assertThat(values("slow")).hasSize((int) status(id).number("records_copied"));

        Answer newest = console.get("/v1/replays?limit=1");
        assertThat(newest.json()).hasSize(1);
        assertThat(newest.json().path(0).path("id").asString()).isEqualTo(id);
        assertThat(newest.json().path(0).path("status").asString()).isEqualTo("cancelled");
        assertThat(console.get("/v1/replays?limit=0").status()).isEqualTo(400);
    }

    /** What was told last holds, whoever's clock is behind. */
    @Test
    void anInstanceWhoseClockIsAnHourAheadIsNoHindrance() throws Exception {
        create("skewed");
        send(Topics.FETCH_REQUESTS, "skewed", 300);
        String id = begin("""
                {"topic": "fetch-requests", "into": "skewed", "rate": 20}""");
        await().atMost(SOON).until(() -> status(id).number("records_copied") > 0);
        Replay told = RunningConsole.values(Topics.REPLAYS, Replay.class).stream()
                .filter(replay -> replay.getId().equals(id))
                .findFirst()
                .orElseThrow();
        Replay ahead = Replay.newBuilder(told)
                .setState(ReplayState.PAUSED)
                .setChangedAt(told.getChangedAt().plus(Duration.ofHours(1)))
                .build();

        producer.send(new ProducerRecord<>(Topics.REPLAYS, utf8(id), WIRE.encode(Topics.REPLAYS, ahead)))
                .get();
        await().atMost(SOON).until(() -> status(id).text("status").equals("paused"));
        await().atMost(SOON).until(() -> members(id) == 0);
        long paused = status(id).number("records_copied");
        assertThat(console.post("/v1/replays/" + id + "/resume", "").text("status"))
                .isEqualTo("running");
        await().atMost(SOON).until(() -> status(id).number("records_copied") > paused);
        assertThat(console.post("/v1/replays/" + id + "/cancel", "").text("status"))
                .isEqualTo("cancelled");

        await().atMost(SOON).until(() -> members(id) == 0);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(lastReport(id).getStatus()).isEqualTo("cancelled"));
    }

    @Test
    void aRecordThatTheOtherTopicDoesNotTakeIsCountedAndHoldsNobodyUp() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            admin.createTopics(
                            List.of(new NewTopic("small", 6, (short) 1).configs(Map.of("max.message.bytes", "2000"))))
                    .all()
                    .get();
        }
        var random = new Random(1);
        byte[] large = new byte[5000];
        random.nextBytes(large);
        send(Topics.SYSTEM_METRICS, "fits", 20);
        producer.send(new ProducerRecord<>(Topics.SYSTEM_METRICS, utf8("large"), large))
                .get();
        send(Topics.SYSTEM_METRICS, "too", 20);

        String id = begin("""
                {"topic": "system-metrics", "into": "small"}""");
        awaitEnd(id);

        assertThat(status(id).number("records_failed")).isEqualTo(1);
        assertThat(values("small")).contains("fits-0", "fits-19", "too-0", "too-19");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (String request : List.of(
                "{}",
                "{\"topic\": \"\"}",
                "{\"topic\": \"nothing\"}",
                "{\"topic\": \"status-events\"}",
                "{\"topic\": \"status-events\", \"into\": \"tracking-events\"}",
                "{\"topic\": \"tracking-events\", \"into\": \"not-there\"}",
                "{\"topic\": \"tracking-events\", \"from\": \"yesterday\"}",
                "{\"topic\": \"tracking-events\", \"partitions\": [6]}",
                "{\"topic\": \"tracking-events\", \"partitions\": []}",
                "{\"topic\": \"tracking-events\", \"rate\": 0}",
                "{\"topic\": \"tracking-events\", \"partitions\": [null]}",
                "{\"topic\": \"status-events\", \"filter\": {\"event_type\": \"tracker.updated\"}}",
                "{\"topic\": \"tracking-events\", \"filter\": {\"shipmentid\": \"shp_1\"}}",
                "{\"topic\": \"status-events\", \"into\": \"__consumer_offsets\"}",
                "{\"topic\": \"personal-data-dlt\"}",
                "{\"topic\": \"tracking-events-dlt\", \"into\": \"tracking-events\"}",
                "{\"topic\": \"tracking-events\", \"filter\": {\"reason\": \"cannot be read\"}}",
                "{\"topic\": \"tracking-events\", \"discard\": \"why not\"}",
                "{\"topic\": \"tracking-events-dlt\", \"discard\": \"\"}",
                "{\"topic\": \"tracking-events-dlt\", \"discard\": \"so\", \"into\": \"tracking-replay\"}",
                "{\"topic\": \"nothing-dlt\", \"discard\": \"why not\"}",
                "{\"topic\": ")) {
            Answer answer = console.post("/v1/replays", request);
            assertThat(answer.status()).as(request).isEqualTo(400);
            assertThat(answer.text("type")).as(request).startsWith("urn:waybill:problem:");
        }
        assertThat(console.get("/v1/replays/rpl_0").status()).isEqualTo(404);
        assertThat(console.post("/v1/replays/rpl_0/pause", "").status()).isEqualTo(404);
    }

    private static TrackingEvent tracked(String shipment, String carrier, String mode, String eventType) {
        Instant time = Instant.parse("2026-11-01T00:00:00Z");
        return TrackingEvent.newBuilder()
                .setShipmentId(shipment)
                .setEnvelope(envelope(mode, eventType))
                .setVersion(new Version(time, 1, 0, null, ""))
                .setTracker(Tracker.newBuilder()
                        .setId("trk_" + shipment)
                        .setMode(mode)
                        .setTrackingCode("1Z" + shipment)
                        .setShipmentId(shipment)
                        .setCarrier(carrier)
                        .setStatus("in_transit")
                        .setTrackingDetails(List.of())
                        .setCreatedAt(time)
                        .setUpdatedAt(time)
                        .build())
                .build();
    }

    private static ShipmentEvent refunded(String shipment, String trackingCode) {
        return ShipmentEvent.newBuilder()
                .setShipmentId(shipment)
                .setKind(ShipmentEventKind.REFUNDED)
                .setEnvelope(envelope("production", "refund.successful"))
                .setVersion(new Version(Instant.parse("2026-11-01T00:00:00Z"), 1, 0, null, ""))
                .setRefund(Refund.newBuilder()
                        .setId("rfnd_" + trackingCode)
                        .setTrackingCode(trackingCode)
                        .setCarrier("USPS")
                        .build())
                .build();
    }

    private static Envelope envelope(String mode, String eventType) {
        return Envelope.newBuilder()
                .setMode(mode)
                .setSource(Source.WEBHOOK)
                .setEventType(eventType)
                .setReceivedAt(Instant.parse("2026-11-01T00:00:05Z"))
                .build();
    }

    private static String begin(String request) {
        Answer answer = console.post("/v1/replays", request);
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(202);
        assertThat(answer.http().headers().firstValue("Location")).hasValue("/v1/replays/" + answer.text("id"));
        return answer.text("id");
    }

    /** As tracking-consumer writes what is reported. */
    private static void reported(String id, String failure) {
        RunningConsole.sql(database, """
                    insert into batch_operations (id, batch_id, operation_type, status, source, items_failed, errors)
                    values (gen_random_uuid(), '%s', 'replay', 'running', 'posted', 0, '[{"item": "x", "reason": "%s"}]')
                    """.formatted(id, failure)).update();
    }

    private static Answer status(String id) {
        return console.get("/v1/replays/" + id);
    }

    private static void awaitEnd(String id) {
        await().atMost(SOON).until(() -> status(id).text("status").equals("completed"));
    }

    private static int members(String id) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            return admin.describeConsumerGroups(List.of(CopyClients.group(id))).all().get().values().stream()
                    .mapToInt(group -> group.members().size())
                    .sum();
        }
    }

    private static OperationEvent lastReport(String id) {
        return reports(id).stream()
                .max(Comparator.comparing(event -> event.getVersion().getUpdatedAt()))
                .orElseThrow();
    }

    private static List<OperationEvent> reports(String id) {
        return records(Topics.OPERATION_EVENTS).stream()
                .filter(record -> text(record.key()).equals(id))
                .map(record -> WIRE.decode(record.value(), OperationEvent.class))
                .toList();
    }

    private static void create(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 6, (short) 1))).all().get();
        }
    }

    /** Sends so many records and returns their values. */
    private static List<String> send(String topic, String name, int count)
            throws ExecutionException, InterruptedException {
        List<String> values =
                IntStream.range(0, count).mapToObj(i -> name + "-" + i).toList();
        for (String value : values) {
            var unused = producer.send(new ProducerRecord<>(topic, utf8("shp_" + value), utf8(value)));
        }
        producer.flush();
        return values;
    }

    private static List<String> values(String topic) {
        return records(topic).stream().map(record -> text(record.value())).toList();
    }

    /** Returns all that is committed. */
    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", TestKafka.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    private static List<String> command() {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Console.class.getName()));
        command.addAll(RunningConsole.arguments(database));
        return command;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
