package dev.waybill.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.waybill.events.ImportPage;
import dev.waybill.events.ImportedObject;
import dev.waybill.events.ListedTracker;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.TrackerListing;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportIT {

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int SHIPMENTS = 430;
    private static final int TRACKERS = 75;

    private static TestKafka.Cluster cluster;
    private static EasyPostStub easyPost;
    private static RunningIngest ingest;
    private static TopicReader inbox;
    private static TopicReader operations;
    private static KafkaProducer<byte[], byte[]> producer;

    private final String id = "imp_" + UUID.randomUUID().toString().replace("-", "");

    @BeforeAll
    static void start() throws IOException {
        cluster = TestKafka.newCluster();
        easyPost = new EasyPostStub();
        ingest = running();
        inbox = new TopicReader(cluster.bootstrapServers(), Topics.INBOX);
        operations = new TopicReader(cluster.bootstrapServers(), Topics.OPERATION_EVENTS);
        producer = TestKafka.producer(cluster.bootstrapServers());
    }

    private static RunningIngest running() {
        return RunningIngest.on(cluster.bootstrapServers(), settings());
    }

    private static String[] settings() {
        return new String[] {
            "waybill.easypost.base-url=" + easyPost.url(),
            "waybill.easypost.accounts.user_1=one",
            "waybill.easypost.per-second=50",
            "waybill.easypost.timeout=2s"
        };
    }

    private static Process process(Path log) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                IngestService.class.getName()));
        command.addAll(RunningIngest.arguments(cluster.bootstrapServers(), settings()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    @AfterAll
    static void stop() {
        producer.close();
        operations.close();
        inbox.close();
        ingest.close();
        easyPost.close();
        cluster.close();
    }

    @Test
    void eachObjectIsTakenOnceThoughEasyPostIsBusyAndTheServiceIsKilledInTheMiddle(@TempDir Path folder)
            throws Exception {
        var asked = new AtomicInteger();
        easyPost.answerList("shipments", busyNowAndThen(asked, list("shipments", "shp", SHIPMENTS)));
        easyPost.answerList("trackers", busyNowAndThen(asked, list("trackers", "trk", TRACKERS)));

        ingest.close();
        Path log = folder.resolve("log");
        Process first = process(log);
        try {
            await().atMost(SOON).until(() -> Files.readString(log).contains("Started "));
            begin("user_1");
            await().atMost(SOON).until(() -> asked.get() > 8);
        } finally {
            first.destroyForcibly().waitFor();
            ingest = running();
        }
        await().atMost(SOON).until(() -> !operations.now(this::endsThisImport).isEmpty());

        OperationEvent end = end();
        assertThat(end.getStatus()).isEqualTo("completed");
        assertThat(end.getItemsSuccessful()).isEqualTo(SHIPMENTS + TRACKERS);
        assertThat(end.getParameters()).contains("\"shipments\":430", "\"trackers\":75");
        List<ConsumerRecord<byte[], byte[]>> taken = inbox.await(SHIPMENTS + TRACKERS, this::isOfThisImport);
        assertThat(taken).hasSize(SHIPMENTS + TRACKERS).allSatisfy(record -> {
            assertThat(RecordHeaders.text(record.headers(), RecordHeaders.SOURCE))
                    .isEqualTo("imported");
            assertThat(RecordHeaders.text(record.headers(), RecordHeaders.ACCOUNT))
                    .isEqualTo("user_1");
        });
        assertThat(taken.stream().map(record -> new String(record.value(), StandardCharsets.UTF_8)))
                .doesNotHaveDuplicates()
                .contains("{\"id\":\"shp_0\",\"rate\":1.10}", "{\"id\":\"trk_74\",\"rate\":1.10}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void quotesAreListedIfAskedForAndThePartsOfAnOrderAlways(boolean purchased) {
        var asked = new ConcurrentLinkedQueue<Map<String, String>>();
        easyPost.answerList("shipments", exchange -> {
            asked.add(query(exchange));
            list("shipments", "shp", 1).handle(exchange);
        });
        easyPost.answerList("trackers", list("trackers", "trk", 0));

        begin("user_1", purchased);

        assertThat(end().getParameters()).contains("\"purchased\":" + purchased);
        assertThat(asked)
                .hasSize(1)
                .allSatisfy(query -> assertThat(query)
                        .containsEntry("purchased", Boolean.toString(purchased))
                        .containsEntry("include_children", "true"));
    }

    @Test
    void whatEasyPostRefusesEndsTheImport() {
        easyPost.answerList("shipments", EasyPostStub.status(401));

        begin("user_1");

        OperationEvent end = end();
        assertThat(end.getStatus()).isEqualTo("failed");
        assertThat(end.getErrors().get(0).getReason()).isEqualTo("status 401");
    }

    /** What an import that has failed says is enough for it to go on. */
    @Test
    void whereAnImportFailedIsTold() {
        HttpHandler shipments = list("shipments", "shp", 45);
        easyPost.answerList("shipments", exchange -> {
            if (query(exchange).containsKey("before_id")) {
                EasyPostStub.status(401).handle(exchange);
            } else {
                shipments.handle(exchange);
            }
        });

        begin("user_1");

        assertThat(end().getParameters())
                .contains("\"object\":\"shipment\"", "\"before_id\":\"shp_19\"", "\"shipments\":20,", "\"trackers\":0");
    }

    @Test
    void anAccountWithoutAKeyEndsTheImport() {
        begin("user_unknown");

        assertThat(end().getErrors().get(0).getReason()).contains("no API key");
    }

    @Test
    void aPoisonRecordIsInNobodysWay() {
        var unusedTombstone = producer.send(new ProducerRecord<>(Topics.IMPORT_PAGES, utf8("noise"), null));
        var unused = producer.send(new ProducerRecord<>(Topics.IMPORT_PAGES, utf8("noise"), utf8("noise")));
        try (var letters =
                new TopicReader(cluster.bootstrapServers(), Topics.IMPORT_PAGES + Topics.DEAD_LETTER_SUFFIX)) {
            var letter = letters.await(1, record -> Arrays.equals(record.value(), utf8("noise")))
                    .get(0);
            assertThat(RecordHeaders.text(letter.headers(), DeadLetter.REASON))
                    .isEqualTo(DeadLetterReason.UNREADABLE.phrase());
        }
    }

    @Test
    void aReconciliationTellsWhatEasyPostHasChangedLatelyAndTakesNothingIn() {
        Instant now = Instant.now();
        easyPost.answerList("trackers", list("trackers", 250, tracker -> now.minus(Duration.ofMinutes(tracker))));
        var page = ImportPage.newBuilder()
                .setId(id)
                .setObject(ImportedObject.TRACKER)
                .setFrom(now.minus(Duration.ofDays(30)))
                .setTo(now)
                .setAccount("user_1")
                .setUpdatedSince(now.minus(Duration.ofMinutes(200)))
                .setShipments(0)
                .setTrackers(0)
                .setRequestedBy("test")
                .setRequestedAt(now)
                .build();
        var unused = producer.send(
                new ProducerRecord<>(Topics.IMPORT_PAGES, utf8(id), WIRE.encode(Topics.IMPORT_PAGES, page)));

        OperationEvent end = end();
        assertThat(end.getOperationType()).isEqualTo("reconciliation");
        assertThat(end.getStatus()).isEqualTo("completed");
        assertThat(end.getItemsTotal()).isEqualTo(250);
        try (var listings = new TopicReader(cluster.bootstrapServers(), Topics.TRACKER_LISTINGS)) {
            List<ListedTracker> listed = listings.await(3, record -> Arrays.equals(record.key(), utf8(id))).stream()
                    .map(record -> WIRE.decode(record.value(), TrackerListing.class))
                    .flatMap(listing -> listing.getTrackers().stream())
                    .toList();
            assertThat(listed)
                    .extracting(ListedTracker::getTrackerId)
                    .as("not what a webhook may still be on its way for, nor what is long ago")
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(5, 200)
                            .mapToObj(i -> "trk_" + i)
                            .toList());
            assertThat(listed.get(0).getBody()).contains("\"rate\":1.10");
        }
        assertThat(inbox.now(this::isOfThisImport)).isEmpty();
    }

    @Test
    void reconciliationsBeginByThemselves() {
        easyPost.answerList("trackers", list("trackers", 0, tracker -> Instant.EPOCH));
        ingest.close();
        try (RunningIngest scheduled = RunningIngest.on(
                cluster.bootstrapServers(),
                Stream.concat(Arrays.stream(settings()), Stream.of("waybill.reconciliation.interval=1m"))
                        .toArray(String[]::new))) {
            List<OperationEvent> ended = operations
                    .await(
                            1,
                            record -> new String(record.key(), StandardCharsets.UTF_8)
                                    .matches("rec_\\d{8}T\\d{6}_user_1"))
                    .stream()
                    .map(record -> WIRE.decode(record.value(), OperationEvent.class))
                    .toList();
            assertThat(ended.get(0).getStatus()).isEqualTo("completed");
            assertThat(ended.get(0).getParameters()).contains("\"api_key\":\"schedule\"", "updated_since");
            assertThat(scheduled.port()).isPositive();
        } finally {
            ingest = running();
        }
    }

    private static HttpHandler list(String name, int size, IntFunction<Instant> updatedAt) {
        return exchange -> {
            Map<String, String> query = query(exchange);
            assertThat(query).containsEntry("page_size", "100");
            int from = query.containsKey("before_id")
                    ? Integer.parseInt(query.get("before_id").substring("trk_".length())) + 1
                    : 0;
            int to = Math.min(size, from + 100);
            String objects = IntStream.range(from, to)
                    .mapToObj(i ->
                            "{\"id\":\"trk_" + i + "\",\"rate\":1.10,\"updated_at\":\"" + updatedAt.apply(i) + "\"}")
                    .collect(Collectors.joining(","));
            EasyPostStub.body(utf8("{\"" + name + "\":[" + objects + "],\"has_more\":" + (to < size) + "}"))
                    .handle(exchange);
        };
    }

    private void begin(@Nullable String account) {
        begin(account, true);
    }

    private void begin(@Nullable String account, boolean purchased) {
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        var page = ImportPage.newBuilder()
                .setId(id)
                .setObject(ImportedObject.SHIPMENT)
                .setFrom(now.minus(Duration.ofDays(30)))
                .setTo(now)
                .setAccount(account)
                .setPurchased(purchased)
                .setShipments(0)
                .setTrackers(0)
                .setRequestedBy("test")
                .setRequestedAt(now)
                .build();
        var unused = producer.send(
                new ProducerRecord<>(Topics.IMPORT_PAGES, utf8(id), WIRE.encode(Topics.IMPORT_PAGES, page)));
    }

    private OperationEvent end() {
        return operations.await(1, this::endsThisImport).stream()
                .map(record -> WIRE.decode(record.value(), OperationEvent.class))
                .findFirst()
                .orElseThrow();
    }

    private boolean endsThisImport(ConsumerRecord<byte[], byte[]> record) {
        return Arrays.equals(record.key(), utf8(id))
                && WIRE.decode(record.value(), OperationEvent.class).getCompletedAt() != null;
    }

    private boolean isOfThisImport(ConsumerRecord<byte[], byte[]> record) {
        return id.equals(RecordHeaders.text(record.headers(), RecordHeaders.OPERATION));
    }

    /** Each fourth time it is too much, and each seventh it is broken. */
    private static HttpHandler busyNowAndThen(AtomicInteger asked, HttpHandler otherwise) {
        return exchange -> {
            int time = asked.incrementAndGet();
            if (time % 7 == 0) {
                EasyPostStub.status(500).handle(exchange);
            } else if (time % 4 == 0) {
                EasyPostStub.status(429, "Retry-After", "0").handle(exchange);
            } else {
                otherwise.handle(exchange);
            }
        };
    }

    /** Pages as EasyPost does: what is before an id, so many at most. */
    private static HttpHandler list(String name, String prefix, int size) {
        return exchange -> {
            Map<String, String> query = query(exchange);
            int from = query.containsKey("before_id")
                    ? Integer.parseInt(query.get("before_id").substring(prefix.length() + 1)) + 1
                    : 0;
            int to = Math.min(size, from + Integer.parseInt(query.getOrDefault("page_size", "0")));
            String objects = IntStream.range(from, to)
                    .mapToObj(i -> "{\"id\":\"" + prefix + "_" + i + "\",\"rate\":1.10}")
                    .collect(Collectors.joining(","));
            EasyPostStub.body(utf8("{\"" + name + "\":[" + objects + "],\"has_more\":" + (to < size) + "}"))
                    .handle(exchange);
        };
    }

    private static Map<String, String> query(HttpExchange exchange) {
        return Arrays.stream(exchange.getRequestURI().getQuery().split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
