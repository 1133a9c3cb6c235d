package dev.waybill.console.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.console.Console;
import dev.waybill.console.RunningConsole;
import dev.waybill.console.RunningConsole.Answer;
import dev.waybill.events.AttentionEvent;
import dev.waybill.events.AttentionReason;
import dev.waybill.events.DeliveryAttempt;
import dev.waybill.events.DeliveryOutcome;
import dev.waybill.events.StatusEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.schemas.wire.CloudEvent;
import dev.waybill.testkit.TestKafka;
import dev.waybill.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());
    private static final String[] SETTINGS = {
        "--waybill.subscriptions.key=a-key-of-thirty-two-characters--",
        "--waybill.subscriptions.allow-private-addresses=true",
        "--waybill.subscriptions.timeout=4s"
    };

    private static TestPostgres.Database database;
    private static RunningConsole console;
    private static KafkaProducer<byte[], byte[]> producer;
    private static MailServer mail;

    private Subscriber subscriber;

    @BeforeAll
    static void start() throws IOException {
        database = RunningConsole.newDatabase();
        mail = new MailServer();
        console = RunningConsole.start(
                database,
                Stream.concat(
                                Stream.of(SETTINGS),
                                Stream.of("--spring.mail.host=127.0.0.1", "--spring.mail.port=" + mail.port()))
                        .toArray(String[]::new));
        producer = TestKafka.producer(TestKafka.bootstrapServers());
    }

    @AfterAll
    static void stop() throws IOException {
        producer.close();
        console.close();
        mail.close();
    }

    @BeforeEach
    void listen() throws Exception {
        subscriber = new Subscriber();
    }

    @AfterEach
    void deleteAll() {
        console.get("/v1/subscriptions")
                .json()
                .forEach(one -> assertThat(console.delete(
                                        "/v1/subscriptions/" + one.path("id").asString())
                                .status())
                        .isEqualTo(204));
        subscriber.close();
    }

    @Test
    void eventsComeSignedAndInOrder() throws Exception {
        Answer made = subscribe("\"event_types\": [\"status\"], \"filter\": {\"carrier\": \"USPS\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("secret")).startsWith("whsec_");
        assertThat(made.http().headers().firstValue("Location")).contains("/v1/subscriptions/" + made.text("id"));

        for (int revision = 1; revision <= 20; revision++) {
            tell(
                    status("shp_a", revision),
                    status("shp_b", revision),
                    StatusEvent.newBuilder(status("shp_ups", revision))
                            .setCarrier("UPS")
                            .build());
        }
        await().atMost(SOON).until(() -> subscriber.taken().size() >= 40);

        assertThat(subscriber.revisions("shp_a")).isEqualTo(numbers(1, 20));
        assertThat(subscriber.revisions("shp_b")).isEqualTo(numbers(1, 20));
        assertThat(subscriber.revisions("shp_ups")).isEmpty();
        assertThat(subscriber.taken()).allSatisfy(webhook -> {
            Instant at = Instant.ofEpochSecond(Long.parseLong(webhook.timestamp()));
            assertThat(webhook.signature())
                    .isEqualTo(Signature.of(List.of(made.text("secret")), webhook.id(), at, webhook.body()));
            assertThat(webhook.json().path("type").asString()).isEqualTo("status");
            assertThat(webhook.json().path("id").asString())
                    .isEqualTo(webhook.shipment() + "/status/" + webhook.revision());
        });
        assertThat(subscriber.taken()).extracting(Subscriber.Webhook::id).doesNotHaveDuplicates();
        Answer told = console.get("/v1/subscriptions/" + made.text("id"));
        assertThat(told.json().has("secret")).as("it is told once").isFalse();
        assertThat(told.number("pending")).isZero();
        assertThat(told.http().body()).doesNotContain("whsec_");
        await().atMost(SOON).until(() -> attempts(made).size() == 40);
        assertThat(attempts(made)).allSatisfy(attempt -> {
            assertThat(attempt.getOutcome()).isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(attempt.getStatusCode()).isEqualTo(204);
        });
    }

    @Test
    void whoFailsForAWhileGetsEverythingInOrderAndHoldsUpNobody() throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        subscriber.answers(webhook ->
                webhook.shipment().equals("shp_a") && webhook.revision() == 1 && seen.add(webhook.id()) ? 503 : 200);
        Answer made = subscribe("\"event_types\": [\"status\"]");
        try (var quick = new Subscriber()) {
            subscribe(quick, "\"event_types\": [\"status\"]");
            for (int revision = 1; revision <= 3; revision++) {
                tell(status("shp_a", revision), status("shp_b", revision));
            }
            await().atMost(SOON).until(() -> quick.taken().size() == 6);
            await().atMost(SOON).until(() -> subscriber.revisions("shp_b").size() == 3);

            await().atMost(SOON).until(() -> subscriber.revisions("shp_a").size() == 3);
            assertThat(subscriber.revisions("shp_a")).isEqualTo(numbers(1, 3));
        }
        DeliveryAttempt failed = attempts(made).stream()
                .filter(attempt -> attempt.getOutcome() == DeliveryOutcome.FAILED)
                .findFirst()
                .orElseThrow();
        assertThat(failed.getStatusCode()).isEqualTo(503);
        assertThat(failed.getAnswer()).isEqualTo("x".repeat(1024));
        assertThat(failed.getDueAt())
                .isBetween(
                        failed.getAttemptedAt().plusMillis(4500),
                        failed.getAttemptedAt().plusMillis(5500));
        await().atMost(SOON)
                .until(() -> console.get("/v1/subscriptions/" + made.text("id")).number("pending") == 0);
    }

    @Test
    void allIsDeliveredThoughTheInstanceThatDidIsKilled(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        Process first = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var subscribers = new ArrayList<Subscriber>();
        try {
            await().atMost(SOON).until(() -> Files.readString(log).contains("Started Console in"));
            for (int one = 0; one < 8; one++) {
                var another = new Subscriber();
                subscribers.add(another);
                subscribe(another, "\"event_types\": [\"status\"], \"rate\": 20");
            }
            for (int revision = 1; revision <= 40; revision++) {
                tell(status("shp_a", revision), status("shp_b", revision));
            }
            await().atMost(SOON)
                    .until(() ->
                            subscribers.stream().allMatch(one -> one.taken().size() > 10));
            first.destroyForcibly();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(subscribers)
                            .allSatisfy(one -> assertThat(one.revisions("shp_a"))
                                    .contains(40)
                                    .containsAll(numbers(1, 40)))
                            .allSatisfy(
                                    one -> assertThat(one.revisions("shp_b")).containsAll(numbers(1, 40))));
            assertThat(subscribers).allSatisfy(one -> {
                assertThat(distinct(one.revisions("shp_a"))).isEqualTo(numbers(1, 40));
                assertThat(distinct(one.revisions("shp_b"))).isEqualTo(numbers(1, 40));
            });
        } finally {
            first.destroyForcibly();
            subscribers.forEach(Subscriber::close);
        }
    }

    @Test
    void aDisabledOneIsToldWhatItMissedOnceItIsEnabled() throws Exception {
        subscriber.answers(webhook -> 410);
        Answer made = subscribe("\"event_types\": [\"status\"]");
        String path = "/v1/subscriptions/" + made.text("id");
        tell(status("shp_a", 1));
        await().atMost(SOON)
                .until(() -> !console.get(path).json().path("enabled").asBoolean(true));
        assertThat(console.get(path).text("disabled_reason")).contains("410");
        assertThat(console.get("/actuator/prometheus").http().body()).contains("waybill_subscriptions_disabled 1.0");
        tell(status("shp_a", 2));
        subscriber.answers(webhook -> 200);

        assertThat(console.post(path + "/enable", "").status()).isEqualTo(200);
        await().atMost(SOON).until(() -> subscriber.revisions("shp_a").size() == 2);
        assertThat(subscriber.revisions("shp_a")).isEqualTo(numbers(1, 2));

        assertThat(console.post(path + "/disable", "").status()).isEqualTo(200);
        tell(status("shp_a", 3));
        assertThat(console.post(path + "/enable?from=now", "").status()).isEqualTo(200);
        await().atMost(SOON).until(() -> {
            tell(status("shp_a", 4));
            return subscriber.revisions("shp_a").contains(4);
        });
        assertThat(subscriber.revisions("shp_a")).doesNotContain(3);
    }

    @Test
    void somethingIsToldOnceMore() throws Exception {
        Answer made = subscribe("\"event_types\": [\"status\"]");
        String path = "/v1/subscriptions/" + made.text("id");
        Instant before = Instant.now();
        tell(status("shp_a", 1), status("shp_b", 1), status("shp_a", 2));
        await().atMost(SOON).until(() -> subscriber.taken().size() == 3);

        Answer asked = console.post(path + "/redeliveries", "{\"from\": \"%s\"}".formatted(before));
        assertThat(asked.status()).isEqualTo(202);
        await().atMost(SOON).until(() -> subscriber.taken().size() == 6);
        assertThat(subscriber.revisions("shp_a")).containsExactly(1, 2, 1, 2);
        assertThat(subscriber.taken().stream().map(Subscriber.Webhook::id).distinct())
                .as("who has seen them knows them again")
                .hasSize(3);
        await().atMost(SOON)
                .until(() -> console.get(path)
                        .json()
                        .path("redeliveries")
                        .path(0)
                        .path("done")
                        .asBoolean());
    }

    @Test
    void whatCameInATimeIsToldOnceMoreAndNothingAfterIt() throws Exception {
        Answer made = subscribe("\"event_types\": [\"status\"]");
        String path = "/v1/subscriptions/" + made.text("id");
        tell(status("shp_a", 1));
        await().atMost(SOON).until(() -> subscriber.taken().size() == 1);
        Instant from = Instant.now();
        tell(status("shp_a", 2), status("shp_b", 1));
        await().atMost(SOON).until(() -> subscriber.taken().size() == 3);
        Instant to = Instant.now();
        tell(status("shp_a", 3));
        await().atMost(SOON).until(() -> subscriber.taken().size() == 4);

        assertThat(console.post(path + "/redeliveries", "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(from, to))
                        .status())
                .isEqualTo(202);

        await().atMost(SOON)
                .until(() -> console.get(path)
                        .json()
                        .path("redeliveries")
                        .path(0)
                        .path("done")
                        .asBoolean());
        assertThat(subscriber.revisions("shp_a")).containsExactly(1, 2, 3, 2);
        assertThat(subscriber.revisions("shp_b")).containsExactly(1, 1);
        assertThat(console.post(path + "/redeliveries", "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(to, from))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whoHangsHoldsUpNobodyAndIsDoneWithInTime() throws Exception {
        var hanging = new CountDownLatch(1);
        subscriber.answers(webhook -> {
            awaitQuietly(hanging);
            return 200;
        });
        Answer slow = subscribe("\"event_types\": [\"status\"]");
        try (var quick = new Subscriber()) {
            subscribe(quick, "\"event_types\": [\"status\"]");
            for (int shipment = 0; shipment < 30; shipment++) {
                tell(status("shp_" + shipment, 1));
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> quick.taken().size() == 30);
            assertThat(subscriber.taken()).isEmpty();
            await().atMost(SOON).until(() -> !attempts(slow).isEmpty());
            assertThat(attempts(slow)).allSatisfy(attempt -> {
                assertThat(attempt.getOutcome()).isEqualTo(DeliveryOutcome.FAILED);
                assertThat(attempt.getError()).contains("No answer within 4 s");
                assertThat(attempt.getDurationMs()).isBetween(3_900, 8_000);
            });
        } finally {
            hanging.countDown();
        }
    }

    @Test
    void aPingTriesTheWay() {
        Answer made = subscribe("\"event_types\": [\"status\"]");
        Answer tested = console.post("/v1/subscriptions/" + made.text("id") + "/test", "");
        assertThat(tested.json().path("accepted").asBoolean()).isTrue();
        assertThat(subscriber.taken()).singleElement().satisfies(webhook -> {
            assertThat(webhook.json().path("type").asString()).isEqualTo("ping");
            assertThat(webhook.signature()).startsWith("v1,");
        });
        subscriber.answers(webhook -> 0);
        Answer failed = console.post("/v1/subscriptions/" + made.text("id") + "/test", "");
        assertThat(failed.json().path("accepted").asBoolean(true)).isFalse();
        assertThat(failed.text("error")).isNotEmpty();
    }

    @Test
    void aNewSecretSignsBesideTheOneBefore() {
        Answer made = subscribe("\"event_types\": [\"status\"]");
        String path = "/v1/subscriptions/" + made.text("id");
        Answer rotated = console.post(path + "/secret", "");
        assertThat(rotated.text("secret")).startsWith("whsec_").isNotEqualTo(made.text("secret"));

        console.post(path + "/test", "");
        Subscriber.Webhook ping = subscriber.taken().get(0);
        assertThat(ping.signature())
                .isEqualTo(Signature.of(
                        List.of(rotated.text("secret"), made.text("secret")),
                        ping.id(),
                        Instant.ofEpochSecond(Long.parseLong(ping.timestamp())),
                        ping.body()));
    }

    @Test
    void aChatIsToldInWordsAndItsUrlKept() throws Exception {
        Answer made = subscribe("\"kind\": \"slack\", \"event_types\": [\"attention\"]");
        assertThat(made.json().has("secret")).isFalse();
        assertThat(made.text("url")).endsWith("/...").doesNotContain("hooks");
        tell(late("shp_late"));
        await().atMost(SOON).until(() -> !subscriber.taken().isEmpty());
        assertThat(subscriber.taken()).singleElement().satisfies(message -> {
            assertThat(message.body())
                    .isEqualTo("{\"text\":\"USPS Priority 9400 (shp_late) is late, since 1 Nov 12:00 UTC\"}");
            assertThat(message.signature()).isEqualTo("null");
        });
        assertThat(RunningConsole.values(Topics.SUBSCRIPTIONS, dev.waybill.events.Subscription.class))
                .allSatisfy(told -> assertThat(told.toString()).doesNotContain("/hooks"));
    }

    @Test
    void somebodyIsToldByEmail() throws Exception {
        Answer made = console.post("/v1/subscriptions", """
                {"kind": "email", "url": "mailto:ada@example.com", "event_types": ["attention"], "digest": "weekly"}""");
        assertThat(made.status()).as(made.http().body()).isEqualTo(201);
        assertThat(made.text("digest")).isEqualTo("weekly");
        tell(late("shp_mailed"));
        await().atMost(SOON).until(() -> !mail.messages().isEmpty());
        assertThat(mail.messages().get(0))
                .contains("To: ada@example.com", "From: waybill@localhost")
                .contains("Subject: USPS Priority 9400 (shp_mailed) is late, since 1 Nov 12:00 UTC")
                .contains("X-Waybill-Message: msg_");
        assertThat(console.post("/v1/subscriptions/" + made.text("id") + "/test", "")
                        .json()
                        .path("accepted")
                        .asBoolean())
                .isTrue();
        assertThat(mail.messages()).hasSize(2);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(attempts(made))
                        .singleElement()
                        .satisfies(
                                attempt -> assertThat(attempt.getStatusCode()).isEqualTo(250)));
    }

    @Test
    void whatIsChangedCounts() throws Exception {
        Answer made = subscribe("\"event_types\": [\"shipment\"]");
        String path = "/v1/subscriptions/" + made.text("id");
        assertThat(console.patch(path, "{\"event_types\": [\"status\"], \"filter\": {\"shipment_id\": \"shp_mine\"}}")
                        .status())
                .isEqualTo(200);
        await().atMost(SOON).until(() -> {
            tell(status("shp_mine", 1), status("shp_other", 1));
            return !subscriber.taken().isEmpty();
        });
        assertThat(subscriber.taken())
                .allSatisfy(one -> assertThat(one.shipment()).isEqualTo("shp_mine"));
        assertThat(console.get(path).json().path("filter").path("shipment_id").asString())
                .isEqualTo("shp_mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"url\": \"http://127.0.0.1\"}",
                "{\"url\": \"http://127.0.0.1\", \"event_types\": []}",
                "{\"url\": \"http://127.0.0.1\", \"event_types\": [\"weather\"]}",
                "{\"url\": \"ftp://127.0.0.1\", \"event_types\": [\"status\"]}",
                "{\"url\": \"http://user:password@127.0.0.1\", \"event_types\": [\"status\"]}",
                "{\"url\": \"http://no-such-name.invalid\", \"event_types\": [\"status\"]}",
                "{\"url\": \"not a url\", \"event_types\": [\"status\"]}",
                "{\"url\": \"http://127.0.0.1\", \"event_types\": [\"status\"], \"rate\": -1}",
                "{\"url\": \"http://127.0.0.1\", \"event_types\": [\"status\"], \"from\": \"yesterday\"}",
                "{\"url\": \"http://127.0.0.1\", \"event_types\": [\"status\"], \"from\": \"1900-01-01T00:00:00Z\"}",
                "{\"url\": \"http://127.0.0.1\", \"event_types\": [\"status\"], \"from\": \"2999-01-01T00:00:00Z\"}",
                "{\"url\": \"http://127.0.0.1\", \"event_types\": [\"status\"], \"kind\": \"pigeon\"}",
                "{\"url\": \"http://127.0.0.1\", \"event_types\": [\"tracking\"], \"kind\": \"slack\"}",
                "{\"url\": \"http://127.0.0.1\", \"event_types\": [\"status\"], \"digest\": \"daily\"}",
                "{\"url\": \"http://127.0.0.1\", \"kind\": \"slack\", \"digest\": \"hourly\"}",
                "{\"url\": \"http://127.0.0.1\", \"kind\": \"email\", \"digest\": \"daily\"}",
                "{\"url\": \"mailto:ada@example.com,eve@example.com\", \"kind\": \"email\", \"digest\": \"daily\"}",
                "{\"url\": \"mailto:ada@example.com?bcc=eve@example.com\", \"kind\": \"email\", \"digest\": \"daily\"}",
                "{\"url\": \"http://127.0.0.1\", \"event_types\": [\"status\"], \"colour\": \"red\"}"
            })
    void whatMakesNoSenseIsRefused(String request) {
        Answer answer = console.post("/v1/subscriptions", request);
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(400);
        assertThat(answer.text("type")).startsWith("urn:waybill:problem:");
    }

    @Test
    void theOwnNetworkIsShutUnlessItIsAllowed() {
        try (RunningConsole shut =
                RunningConsole.start(RunningConsole.newDatabase(), SETTINGS[0], "--waybill.api.keys.other=other")) {
            for (String host :
                    List.of("127.0.0.1", "localhost", "169.254.169.254", "[::1]", "10.1.2.3", "2130706433")) {
                Answer refused = shut.post(
                        "/v1/subscriptions",
                        "{\"url\": \"http://%s/x\", \"event_types\": [\"status\"]}".formatted(host));
                assertThat(refused.status()).as(host).isEqualTo(400);
            }
        }
    }

    @Test
    void withoutAKeyThereAreNone() {
        try (RunningConsole none = RunningConsole.start(RunningConsole.newDatabase())) {
            Answer refused =
                    none.post("/v1/subscriptions", "{\"url\": \"https://example.com\", \"event_types\": [\"status\"]}");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text("detail")).contains("WAYBILL_SUBSCRIPTION_KEY");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer subscribe(String more) {
        return subscribe(subscriber, more);
    }

    private static Answer subscribe(Subscriber subscriber, String more) {
        Answer made = console.post("/v1/subscriptions", "{\"url\": \"%s\", %s}".formatted(subscriber.url(), more));
        assertThat(made.status()).as(made.http().body()).isEqualTo(201);
        return made;
    }

    private static List<DeliveryAttempt> attempts(Answer made) {
        return RunningConsole.values(Topics.DELIVERY_ATTEMPTS, DeliveryAttempt.class).stream()
                .filter(attempt -> attempt.getSubscriptionId().equals(made.text("id")))
                .toList();
    }

    private static StatusEvent status(String shipment, int revision) {
        return StatusEvent.newBuilder()
                .setShipmentId(shipment)
                .setMode("test")
                .setCarrier("USPS")
                .setService("Ground")
                .setStatus("in_transit")
                .setRevision(revision)
                .build();
    }

    private static void tell(SpecificRecord... events) throws ExecutionException, InterruptedException {
        var sent = new ArrayList<Future<?>>();
        for (SpecificRecord event : events) {
            String shipment =
                    event.get(event.getSchema().getField("shipment_id").pos()).toString();
            String id = event instanceof StatusEvent status ? shipment + "/status/" + status.getRevision() : shipment;
            sent.add(producer.send(WIRE.record(
                    event instanceof StatusEvent ? Topics.STATUS_EVENTS : Topics.ATTENTION_EVENTS,
                    shipment,
                    event,
                    new CloudEvent(id, "test", "/test", Instant.now()))));
        }
        for (Future<?> one : sent) {
            one.get();
        }
    }

    private static AttentionEvent late(String shipment) {
        return AttentionEvent.newBuilder()
                .setShipmentId(shipment)
                .setReason(AttentionReason.LATE)
                .setRaised(true)
                .setSince(Instant.parse("2026-11-01T12:00:00Z"))
                .setToldAt(Instant.now())
                .setSnapshotOffset(1)
                .setTrackingCode("9400")
                .setMode("production")
                .setCarrier("USPS")
                .setService("Priority")
                .setStatus("in_transit")
                .build();
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    private static List<Integer> distinct(List<Integer> revisions) {
        return revisions.stream().distinct().toList();
    }

    private static List<String> command() {
        return Stream.of(
                        Stream.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Console.class.getName()),
                        RunningConsole.arguments(database).stream(),
                        Stream.of(SETTINGS))
                .flatMap(part -> part)
                .toList();
    }
}
