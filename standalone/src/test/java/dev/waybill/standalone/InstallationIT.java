package dev.waybill.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.standalone.folder.DataFolder;
import dev.waybill.standalone.subscribers.RegistryAvroDeserializer;
import dev.waybill.standalone.subscribers.StatusListener;
import dev.waybill.testkit.TestKafka;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An installation in this JVM, looked at from inside and from outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallationIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path scratch;

    private Installation installation;
    private Map<String, String> environment;

    @BeforeAll
    void start() {
        var addresses = new Addresses();
        addresses.port = FreePorts.fourInARow();
        addresses.bind = "0.0.0.0";
        // a subscriber of this test is on this machine
        System.setProperty("waybill.subscriptions.allow-private-addresses", "true");
        installation = Installation.start(DataFolder.open(scratch), addresses, new Screen());
        environment = Shell.environment(installation.folder().environment());
    }

    @AfterAll
    void stop() {
        installation.close();
        System.clearProperty("waybill.subscriptions.allow-private-addresses");
        assertThat(scratch.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void theEnvironmentFileNamesWhatOthersNeed() {
        assertThat(environment)
                .containsOnlyKeys(
                        "WAYBILL_CONSOLE_URL",
                        "WAYBILL_INGEST_URL",
                        "WAYBILL_KAFKA",
                        "WAYBILL_DATABASE_URL",
                        "WAYBILL_WEBHOOK_SECRET",
                        "WAYBILL_API_KEY");
    }

    @Test
    @Order(1)
    void allFourAreHealthyOnceTheFileIsThere() throws Exception {
        int console =
                URI.create(Shell.value(environment, "WAYBILL_CONSOLE_URL")).getPort();
        for (int port = console; port < console + 4; port++) {
            var health = URI.create("http://127.0.0.1:" + port + "/actuator/health");
            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    void bindOpensTheHttpPortsToOthersAndNothingElse() throws Exception {
        String other = otherAddress();
        assertThat(answers(
                        other,
                        URI.create(Shell.value(environment, "WAYBILL_CONSOLE_URL"))
                                .getPort()))
                .isTrue();
        assertThat(answers(
                        other,
                        URI.create("kafka://" + Shell.value(environment, "WAYBILL_KAFKA"))
                                .getPort()))
                .isFalse();
        assertThat(answers(
                        other,
                        URI.create(Shell.value(environment, "WAYBILL_DATABASE_URL"))
                                .getPort()))
                .isFalse();
    }

    @Test
    void ingestHasNoDatabase() {
        assertThat(dataSources("ingest-service")).isEmpty();
        assertThat(dataSources("console")).hasSize(1);
    }

    @Test
    void theBrokerHasEveryTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Shell.value(environment, "WAYBILL_KAFKA")))) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(Topics.catalogue().stream()
                            .map(topic -> topic.name())
                            .toList());
        }
    }

    @Test
    void whatIsCommittedIsOnTheDisk() throws SQLException {
        try (Connection reader = reader()) {
            assertThat(text(reader, "show fsync")).isEqualTo("on");
            assertThat(text(reader, "show synchronous_commit")).isEqualTo("on");
            assertThat(text(reader, "show full_page_writes")).isEqualTo("on");
            assertThat(text(reader, "show server_version")).startsWith("18.");
        }
    }

    @Test
    void theReaderReadsEveryTableAndWritesNone() throws SQLException {
        try (Connection reader = reader();
                Statement statement = reader.createStatement()) {
            List<String> tables = tables(statement);
            assertThat(tables).contains("shipments", "shipment_events", "analytics_summaries", "erasures");
            statement.execute("set session characteristics as transaction read write");
            for (String table : tables) {
                statement.executeQuery("select * from " + table + " limit 1").close();
                assertThatThrownBy(() -> statement.execute("delete from " + table))
                        .as(table)
                        .hasMessageContaining("permission denied");
            }
            assertThatThrownBy(() -> statement.execute("create table mine (id integer)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aSpoiltRowIsMendedByAReplayWhichIsARowItself() throws Exception {
        HttpRequest shipment = HttpRequest.newBuilder(
                        URI.create(Shell.value(environment, "WAYBILL_INGEST_URL") + "/v1/shipments"))
                .header("Authorization", "Bearer " + Shell.value(environment, "WAYBILL_API_KEY"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"id": "shp_spoilt", "object": "Shipment", "mode": "test", "reference": "as told",
                        "created_at": "2026-03-02T16:00:00Z", "updated_at": "2026-03-02T16:00:00Z"}"""))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(shipment, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(202);
        String reference = "select max(reference) from shipments where easypost_id = 'shp_spoilt'";
        try (Connection reader = reader()) {
            await().atMost(SOON).until(() -> "as told".equals(text(reader, reference)));
            installation
                    .services()
                    .context("tracking-consumer")
                    .getBean(JdbcClient.class)
                    .sql("update shipments set reference = 'spoilt' where easypost_id = 'shp_spoilt'")
                    .update();
            assertThat(text(reader, reference)).isEqualTo("spoilt");

            String[] replay = {
                "replay", "--data", scratch.toString(), "--topic", "shipment-events", "--shipment-id", "shp_spoilt"
            };
            assertThat(Waybill.run(replay)).isZero();

            await().atMost(SOON).until(() -> "as told".equals(text(reader, reference)));
            String newest = printed("replays").lines().findFirst().orElseThrow();
            assertThat(newest).contains(" completed ", "shipment-events");
            String id = newest.substring(0, newest.indexOf(' '));
            assertThat(printed("replays", "show", id)).contains("\"status\" : \"completed\"");
            assertThat(Waybill.run("replays", "cancel", "--data", scratch.toString(), id))
                    .isEqualTo(1);
            await().atMost(SOON).until(() -> "completed 1 0".equals(text(reader, """
                            select max(status || ' ' || items_successful || ' ' || items_failed)
                            from batch_operations
                            where operation_type = 'replay' and batch_id = '%s'
                            """.formatted(id))));
        }
    }

    @Test
    void aReplayThatMakesNoSenseIsAProblemInOneLine() {
        assertThat(Waybill.run("replay", "--data", scratch.toString(), "--topic", "nothing"))
                .isEqualTo(2);
        assertThat(Waybill.run("replay", "--data", scratch.resolve("nowhere").toString(), "--topic", "nothing"))
                .isEqualTo(1);
        assertThat(Waybill.run("replay", "--rate", "many")).isEqualTo(2);
    }

    @Test
    void whatNobodyCanReadIsListedByItsReasonAndOpened() throws Exception {
        try (var producer = TestKafka.producer(Shell.value(environment, "WAYBILL_KAFKA"))) {
            producer.send(new ProducerRecord<>("easypost.inbox", "<html>".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(printed("dead-letters"))
                        .containsPattern("easypost\\.inbox-dlt +not JSON +1 +0 +0\n"));
        String list = printed("dead-letters", "--topic", "easypost.inbox-dlt", "--reason", "not JSON");
        Matcher place = Pattern.compile("^(\\d+@\\d+) .* open +not JSON ", Pattern.MULTILINE)
                .matcher(list);
        assertThat(place.find()).as(list).isTrue();

        assertThat(printed("dead-letters", "--topic", "easypost.inbox-dlt", "--before", "0:0,1:0,2:0,3:0,4:0,5:0"))
                .as("nothing is before the first")
                .doesNotContain(place.group(1));
        assertThat(printed("dead-letters", "--topic", "easypost.inbox-dlt", "--open", place.group(1)))
                .contains("<html>", "at dev.waybill.ingest.normalizer");

        String[] one = {"replay", "--topic", "easypost.inbox-dlt", "--record", place.group(1), "--discard", "no webhook"
        };
        assertThat(printed(one)).contains("1 records discarded");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(printed("dead-letters"))
                        .containsPattern("easypost\\.inbox-dlt +not JSON +0 +0 +1\n"));
        assertThat(printed("dead-letters", "--topic", "easypost.inbox-dlt", "--open", place.group(1)))
                .contains("\"note\" : \"no webhook\"");
        try (Connection reader = reader()) {
            await().atMost(SOON).until(() -> "completed no webhook".equals(text(reader, """
                            select max(status || ' ' || (parameters ->> 'note'))
                            from batch_operations
                            where operation_type = 'discard'
                            """)));
        }
        assertThat(Waybill.run("replay", "--topic", "x-dlt", "--record", "1")).isEqualTo(2);
        assertThat(Waybill.run("dead-letters", "--open", "1@2")).isEqualTo(2);
        assertThat(Waybill.run("dead-letters", "--topic", "x", "--open", "1")).isEqualTo(2);
    }

    @Test
    void aSubscriberInSpringBootHearsOfEachStatusOnce() {
        var subscriber = new SpringApplicationBuilder(StatusListener.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=subscriber")
                .run(
                        "--spring.kafka.bootstrap-servers=" + Shell.value(environment, "WAYBILL_KAFKA"),
                        "--spring.kafka.consumer.group-id=my-shop",
                        "--spring.kafka.consumer.auto-offset-reset=earliest",
                        "--spring.kafka.consumer.isolation-level=read_committed",
                        "--spring.kafka.consumer.value-deserializer=" + RegistryAvroDeserializer.class.getName(),
                        "--spring.kafka.consumer.properties.schema.registry.url="
                                + Shell.value(environment, "WAYBILL_CONSOLE_URL") + "/schema-registry");
        try (subscriber) {
            String shipment = emitted("returned");
            List<String> heard = subscriber.getBean(StatusListener.class).heard();
            await().atMost(SOON).until(() -> heard.contains(shipment + " return_to_sender return"));
            List<String> told =
                    heard.stream().filter(status -> status.startsWith(shipment)).toList();
            // a parcel may come to a second facility
            assertThat(IntStream.range(1, told.size())
                            .filter(next -> told.get(next).equals(told.get(next - 1))))
                    .as("%s", told)
                    .isEmpty();
        }
    }

    @Test
    void aSampleIsSentAndCounted() throws Exception {
        String shipment = emitted("delivered-late");

        try (Connection reader = reader()) {
            await().atMost(SOON).until(() -> "delivered false".equals(text(reader, """
                            select max(shipments.status::text || ' ' || on_time::text) from shipments
                            join shipment_metrics on shipment_metrics.shipment_id = shipments.id
                            where easypost_id = '%s'
                            """.formatted(shipment))));
        }
        assertThat(Waybill.run("emit", "--sample", "stolen", "--data", scratch.toString()))
                .isEqualTo(2);
        assertThat(Waybill.run("emit", "--sample", "lost", "--pause", "-1", "--data", scratch.toString()))
                .isEqualTo(2);
    }

    @Test
    void anImportWithoutAnApiKeySaysSo() throws Exception {
        assertThat(Waybill.run("import", "--from", "2026-01-01", "--data", scratch.toString()))
                .isEqualTo(1);
        try (Connection reader = reader()) {
            assertThat(text(reader, """
                            select status || ' ' || (errors -> 0 ->> 'reason') from batch_operations
                            where operation_type = 'import'
                            """)).isEqualTo("failed no API key for this account");
            String id = text(reader, "select batch_id from batch_operations where operation_type = 'import'");
            assertThat(Waybill.run("import", "--watch", id, "--data", scratch.toString()))
                    .isEqualTo(1);
        }
        assertThat(Waybill.run("import", "--watch", "imp_none", "--data", scratch.toString()))
                .isEqualTo(1);
        assertThat(Waybill.run("import", "--data", scratch.toString())).isEqualTo(2);
        assertThat(Waybill.run("import", "--from", "tomorrow", "--data", scratch.toString()))
                .isEqualTo(2);
    }

    @Test
    void trackersAreAskedForByCodeAndByFile(@TempDir Path folder) throws Exception {
        Path csv = Files.writeString(folder.resolve("parcels.csv"), "tracking_code,carrier\n9400_csv,USPS\n,UPS\n");

        assertThat(printed("trackers", "9400_one", "9400_two", "--carrier", "USPS"))
                .contains("2 asked for");
        assertThat(Waybill.run("trackers", "--csv", csv.toString(), "--data", scratch.toString()))
                .as("one of them has no code")
                .isEqualTo(1);

        List<String> wanted = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        Shell.value(environment, "WAYBILL_KAFKA"),
                        "group.id",
                        "trackers",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.TRACKER_REQUESTS));
            await().atMost(SOON).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> wanted.add(new String(record.key(), StandardCharsets.UTF_8)));
                assertThat(wanted).contains("9400_one", "9400_two", "9400_csv");
            });
        }
        assertThat(Waybill.run("trackers", "--data", scratch.toString())).isEqualTo(2);
        assertThat(Waybill.run("trackers", "9400", "--csv", csv.toString(), "--data", scratch.toString()))
                .isEqualTo(2);
        assertThat(Waybill.run("trackers", "--csv", csv.toString(), "--carrier", "USPS", "--data", scratch.toString()))
                .isEqualTo(2);
        assertThat(Waybill.run("trackers", "--csv", folder.resolve("none").toString(), "--data", scratch.toString()))
                .isEqualTo(1);
    }

    @Test
    void whatWebhooksHaveMissedIsListed() {
        String since = Instant.now().minusSeconds(60).toString();
        assertThat(Waybill.run("reconciliations", "--since", since, "--data", scratch.toString()))
                .as("it fails, and says so")
                .isEqualTo(1);
        Matcher id = Pattern.compile("failed .*(rec_[0-9a-f]{32}) no API key for this account")
                .matcher(printed("reconciliations"));
        assertThat(id.find()).isTrue();
        assertThat(printed("reconciliations")).contains("Webhooks of ");
        assertThat(printed("reconciliations", "--missed", id.group(1))).contains("[ ]");
        assertThat(Waybill.run("reconciliations", "--since", "yesterday", "--data", scratch.toString()))
                .isEqualTo(2);
    }

    @Test
    void whatNeedsAttentionIsListedAndDealtWith() {
        String shipment = emitted("lost");
        await().atMost(Duration.ofSeconds(60)).until(() -> failed(shipment).contains(" open "));

        printed("attention", shipment, "failed", "--resolve", "claimed", "--note", "claim 7");

        await().atMost(Duration.ofSeconds(60)).until(() -> failed(shipment).isEmpty());
        assertThat(printed("attention", "--state", "resolved")).contains(shipment);
        assertThat(printed("attention", "--state", "resolved", "--assignee", "nobody"))
                .doesNotContain(shipment);
        assertThat(Waybill.run("attention", shipment, "--data", scratch.toString()))
                .isEqualTo(2);
        assertThat(Waybill.run("attention", "--acknowledge", "--data", scratch.toString()))
                .isEqualTo(2);
        assertThat(Waybill.run("attention", "shp_none", "late", "--acknowledge", "--data", scratch.toString()))
                .isEqualTo(1);
    }

    @Test
    void aSubscriberWithoutKafkaIsToldOfAParcelAndOnceMore() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        HttpServer subscriber = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        subscriber.createContext("/", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        subscriber.start();
        try {
            String url = "http://127.0.0.1:" + subscriber.getAddress().getPort() + "/";
            JsonNode made = JsonMapper.shared()
                    .readTree(printed("subscriptions", "create", "--url", url, "--type", "status,tracking", "--json"));
            String id = made.path("id").asString();
            assertThat(made.path("secret").asString()).startsWith("whsec_");
            assertThat(printed("subscriptions")).contains(id + " webhook  enabled  " + url + " status,tracking");
            printed("subscriptions", "test", id);

            String shipment = emitted("delivered-late");
            await().atMost(SOON)
                    .until(() -> told.stream()
                            .anyMatch(body -> body.contains(shipment)
                                    && body.contains("\"type\":\"status\"")
                                    && body.contains("\"status\":\"delivered\"")));

            await().atMost(SOON)
                    .until(() -> printed("subscriptions", "attempts", id, "--outcome", "delivered", "--json")
                            .contains("/status/"));
            JsonNode attempt = JsonMapper.shared()
                    .readTree(printed("subscriptions", "attempts", id, "--json"))
                    .path(0);
            String event = "\"id\":\"" + attempt.path("event_id").asString() + '"';
            long before = told.stream().filter(body -> body.contains(event)).count();
            printed(
                    "subscriptions",
                    "redeliver",
                    id,
                    "--message",
                    attempt.path("message_id").asString());
            await().atMost(SOON)
                    .until(() ->
                            told.stream().filter(body -> body.contains(event)).count() == before + 1);

            printed("subscriptions", "change", id, "--type", "status", "--carrier", "USPS", "--rate", "5");
            assertThat(printed("subscriptions")).contains(id + " webhook  enabled  " + url + " status\n");
            assertThat(printed("subscriptions", "show", id)).contains("\"carrier\" : \"USPS\"", "\"rate\" : 5");
            assertThat(Waybill.run("subscriptions", "create", "--type", "status", "--data", scratch.toString()))
                    .isEqualTo(2);
            printed("subscriptions", "disable", id);
            assertThat(printed("subscriptions")).contains(id + " webhook  disabled");
            printed("subscriptions", "delete", id);
            assertThat(printed("subscriptions")).doesNotContain(id);
            assertThat(Waybill.run("subscriptions", "show", id, "--data", scratch.toString()))
                    .isEqualTo(1);
            assertThat(Waybill.run("subscriptions", "create", "--data", scratch.toString()))
                    .isEqualTo(2);
        } finally {
            subscriber.stop(0);
        }
    }

    /** The line of the list that says that a shipment has failed. */
    private static String failed(String shipment) {
        return printed("attention")
                .lines()
                .filter(line -> line.contains(shipment) && line.contains(" failed "))
                .findFirst()
                .orElse("");
    }

    @Test
    void tablesSpoiltByHandComeBack() {
        String shipment = emitted("delivered-late");
        JdbcClient tracking = database("tracking-consumer");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> status(tracking, shipment).equals("delivered"));
        tracking.sql("update shipments set status = 'failure' where easypost_id = ?")
                .param(shipment)
                .update();
        database("analytics-aggregator").sql("delete from carrier_performance").update();

        assertThat(Waybill.run("rebuild", "--check", "--data", scratch.toString()))
                .isEqualTo(1);
        assertThat(status(tracking, shipment)).isEqualTo("failure");
        assertThat(printed("rebuild", "--yes")).contains("shipments ", "carrier_performance ", "completed: ");
        assertThat(status(tracking, shipment)).isEqualTo("delivered");
        assertThat(database("analytics-aggregator")
                        .sql("select count(*) from carrier_performance")
                        .query(Long.class)
                        .single())
                .isPositive();
        assertThat(printed("rebuild", "--check")).contains("completed: the tables hold what the log says");
    }

    @Test
    void aTableThatNoRebuildCoversComesBackByAReplay() {
        JdbcClient tracking = database("tracking-consumer");
        String oldest = "select id from user_activities order by timestamp, id limit 1";
        UUID id = await().atMost(Duration.ofSeconds(60))
                .until(() -> tracking.sql(oldest).query(UUID.class).optional(), Optional::isPresent)
                .orElseThrow();
        assertThat(tracking.sql("delete from user_activities where id = ?")
                        .param(id)
                        .update())
                .isOne();

        assertThat(printed("replay", "--topic", "activity-events")).contains("completed: ");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(printed("operations", "--type", "replay"))
                        .containsPattern("replay +completed +[0-9,]+ of [0-9]+ +rpl_[0-9a-f]{32}"));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> tracking.sql("select count(*) from user_activities where id = ?")
                                .param(id)
                                .query(Long.class)
                                .single()
                        == 1);
    }

    private JdbcClient database(String service) {
        return JdbcClient.create(installation.services().context(service).getBean(DataSource.class));
    }

    private static String status(JdbcClient database, String shipment) {
        return database.sql("select status::text from shipments where easypost_id = ?")
                .param(shipment)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** Sends a sample and returns its shipment. */
    private static String emitted(String sample) {
        String json = printed("emit", "--sample", sample, "--json")
                .lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow();
        return JsonMapper.shared().readTree(json).path("shipment_id").asString();
    }

    /** Runs a command against the installation and returns what it prints. */
    private static String printed(String... command) {
        PrintStream screen = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            String[] arguments = Stream.concat(Stream.of(command), Stream.of("--data", scratch.toString()))
                    .toArray(String[]::new);
            assertThat(Waybill.run(arguments)).isZero();
        } finally {
            System.setOut(screen);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void nobodyGetsInWithoutThePassword() {
        String url = installation.source().jdbcUrl();
        for (String user : List.of("postgres", "waybill_reader", "waybill_migrator")) {
            assertThatThrownBy(() -> DriverManager.getConnection(url, user, "guessed"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    private String[] dataSources(String service) {
        return installation.services().context(service).getBeanNamesForType(DataSource.class);
    }

    private Connection reader() throws SQLException {
        return Reader.of(environment).connect();
    }

    /** An address of this machine that is not the one everything else is bound to. */
    private static String otherAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .map(InetAddress::getHostAddress)
                .orElse("127.0.0.2");
    }

    private static boolean answers(String address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = 'public' and c.relkind in ('r', 'p')")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
