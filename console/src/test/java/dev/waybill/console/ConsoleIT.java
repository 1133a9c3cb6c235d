package dev.waybill.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.testkit.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConsoleIT {

    private static final String KEY = RunningConsole.KEY;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext console;

    @BeforeAll
    static void start() throws SQLException {
        TestPostgres.Database database = RunningConsole.newDatabase();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(ROWS);
        }
        console = Console.application().run(RunningConsole.arguments(database).toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void aShipmentIsToldWithAllThatBelongsToIt() throws Exception {
        JsonNode shipment = json(get("/v1/shipments/shp_1", KEY));

        assertThat(shipment.at("/easypost_id").asString()).isEqualTo("shp_1");
        assertThat(shipment.at("/status").asString()).isEqualTo("delivered");
        assertThat(shipment.at("/to_address/city").asString()).isEqualTo("SAN FRANCISCO");
        assertThat(shipment.at("/from_address").isNull()).isTrue();
        assertThat(shipment.at("/parcel/weight").decimalValue()).isEqualByComparingTo("15.4");
        assertThat(shipment.at("/customs_info/contents_type").asString()).isEqualTo("merchandise");
        assertThat(shipment.at("/shipment_events"))
                .extracting(scan -> scan.at("/status").asString())
                .containsExactly("in_transit", "delivered");
        assertThat(shipment.at("/shipment_metrics/on_time").asBoolean()).isTrue();
    }

    @Test
    void theNewestShipmentsComeFirstAndTheUntoldLast() throws Exception {
        assertThat(json(get("/v1/shipments?limit=2", KEY)))
                .extracting(row -> row.at("/easypost_id").asString())
                .containsExactly("shp_2", "shp_1");
        assertThat(json(get("/v1/shipments", KEY)))
                .extracting(row -> row.at("/easypost_id").asString())
                .containsExactly("shp_2", "shp_1", "trk_3");
    }

    @Test
    void carriersAddUpTheirDays() throws Exception {
        JsonNode ups = json(get("/v1/analytics/carriers?days=7", KEY)).get(0);

        assertThat(ups.at("/carrier").asString()).isEqualTo("UPS");
        assertThat(ups.at("/total_shipments").asInt()).isEqualTo(6);
        assertThat(ups.at("/on_time_rate").decimalValue()).isEqualByComparingTo("0.75");
        assertThat(ups.at("/avg_delivery_days").decimalValue()).isEqualByComparingTo("3");
        assertThat(ups.at("/costs/USD/total").decimalValue()).isEqualByComparingTo("30.5");
        assertThat(ups.at("/costs/CAD/count").asInt()).isEqualTo(1);
        assertThat(json(get("/v1/analytics/carriers?mode=test", KEY))).isEmpty();
    }

    @Test
    void summariesAreOfOnePeriod() throws Exception {
        JsonNode weekly = json(get("/v1/analytics/summaries?period=weekly&days=30", KEY));

        assertThat(weekly).hasSize(1);
        assertThat(weekly.at("/0/successful").asInt()).isEqualTo(4);
    }

    @Test
    void nobodyReadsWithoutAKey() throws Exception {
        for (String key : new String[] {"", "wrong", KEY + "x"}) {
            HttpResponse<String> answer = get("/v1/shipments", key);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        }
    }

    @Test
    void mistakesAreProblemDetails() throws Exception {
        assertProblem(get("/v1/attention?carrier=%00", KEY), 400);
        assertProblem(get("/v1/shipments/shp_nobody", KEY), 404);
        assertThat(get("/v1/shipments/shp_nobody", KEY).body()).contains("Nobody told of a shipment shp_nobody");
        assertProblem(get("/v1/shipments?limit=0", KEY), 400);
        assertProblem(get("/v1/shipments?limit=many", KEY), 400);
        assertProblem(get("/v1/analytics/summaries?period=hourly", KEY), 400);
        assertProblem(get("/nothing", KEY), 404);
    }

    @Test
    void foreignClientsFindEverySchema() throws Exception {
        assertThat(json(get("/schema-registry/subjects", "")))
                .extracting(JsonNode::asString)
                .contains("tracking-events-value", "shipment-replay-value");
        for (BundledSchemas.Released released : BundledSchemas.catalogue().released()) {
            String schema = json(get("/schema-registry/schemas/ids/" + released.id(), ""))
                    .at("/schema")
                    .asString();
            assertThat(new Schema.Parser().parse(schema)).isEqualTo(released.schema());
        }
        JsonNode latest =
                json(get("/schema-registry/subjects/" + Topics.TRACKING_EVENTS + "-value/versions/latest", ""));
        assertThat(latest.at("/version").asInt()).isEqualTo(1);
        assertThat(latest.at("/id").asInt()).isGreaterThan(BundledSchemas.FIRST_ID);
        assertThat(json(get("/schema-registry/subjects/nothing-value/versions", ""))
                        .at("/error_code")
                        .asInt())
                .isEqualTo(40401);
        assertThat(json(get("/schema-registry/schemas/ids/7", ""))
                        .at("/error_code")
                        .asInt())
                .isEqualTo(40403);
    }

    @Test
    void foreignClientsMaySubmitSchemas() throws Exception {
        Schema known = BundledSchemas.catalogue().schemaOf(BundledSchemas.FIRST_ID + 12);
        String subject = "/subjects/" + Topics.ERASURES + "-value";
        String changed = known.toString().replace("\"name\":\"reason\"", "\"name\":\"motive\"");
        String broken = known.toString().replace("\"name\":\"id\"", "\"name\":\"identity\"");

        assertThat(submit(subject, known.toString()).at("/id").asInt()).isEqualTo(BundledSchemas.FIRST_ID + 12);
        assertThat(submit(subject + "/versions", known.toString()).at("/id").asInt())
                .isEqualTo(BundledSchemas.FIRST_ID + 12);
        assertThat(submit(subject, changed).at("/error_code").asInt()).isEqualTo(40403);
        assertThat(submit(subject + "/versions", changed).at("/error_code").asInt())
                .isEqualTo(42205);
        assertThat(submit(subject, "{").at("/error_code").asInt()).isEqualTo(42201);
        for (String version : List.of("/versions", "/versions/latest", "/versions/1")) {
            String path = "/compatibility" + subject + version;
            assertThat(submit(path, changed).at("/is_compatible").asBoolean()).isTrue();
            assertThat(submit(path, broken).at("/is_compatible").asBoolean()).isFalse();
            assertThat(submit(path, broken).at("/messages/0").asString()).contains("identity");
        }
    }

    private static JsonNode submit(String path, String schema) throws IOException, InterruptedException {
        String port = console.getEnvironment().getRequiredProperty("local.server.port");
        String body = JsonMapper.shared().writeValueAsString(Map.of("schema", schema, "references", List.of()));
        return json(HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/schema-registry" + path))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    @Test
    void whatSubscribersMayRelyOnIsAnAsyncApiDocument() throws Exception {
        JsonNode document = json(get("/asyncapi.json", ""));

        assertThat(document.at("/asyncapi").asString()).isEqualTo("3.0.0");
        String registry =
                document.at("/servers/kafka/bindings/kafka/schemaRegistryUrl").asString();
        assertThat(registry).startsWith("http://").endsWith("/schema-registry");
        assertThat(document.path("channels").propertyNames()).contains(Topics.TRACKING_EVENTS, Topics.INBOX);
    }

    @Test
    void healthIsOpenAndTellsOfTheDatabase() throws Exception {
        JsonNode health = json(get("/actuator/health", ""));

        assertThat(health.at("/status").asString()).isEqualTo("UP");
        assertThat(health.at("/components/db/status").asString()).isEqualTo("UP");
        assertThat(get("/actuator/prometheus", "").body()).contains("hikaricp_connections");
    }

    @Test
    void whatJettyRefusesIsAProblemDetailToo() throws Exception {
        String end = " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + KEY + "\r\nConnection: close\r\n\r\n";
        for (String request : new String[] {
            "GET /v1/shipments?limit=%zz" + end,
            "GET /v1/shi%00pments" + end,
            "GET /v1/shipments/%zz" + end,
            "GET /v1/shipments?limit=<1>" + end,
            "GET /v1/shipments HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
            "GET /v1/shipments HTTP/1.1\r\nno header\r\n\r\n",
        }) {
            assertThat(raw(request))
                    .as(request)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "urn:waybill:problem:bad-request")
                    .doesNotContain("Jetty");
        }
    }

    private static String raw(String request) throws IOException {
        int port = console.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).at("/type").asString()).startsWith("urn:waybill:problem:");
        assertThat(json(answer).at("/detail").asString()).isNotEmpty();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> get(String path, String key) throws IOException, InterruptedException {
        String port = console.getEnvironment().getRequiredProperty("local.server.port");
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Authorization", "Bearer " + key)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static final String ROWS = """
            insert into addresses (id, easypost_id, city)
            values ('00000000-0000-0000-0000-000000000001', 'adr_1', 'SAN FRANCISCO');
            insert into parcels (id, easypost_id, weight)
            values ('00000000-0000-0000-0000-000000000002', 'prcl_1', 15.4);
            insert into customs_infos (id, easypost_id, contents_type)
            values ('00000000-0000-0000-0000-000000000003', 'cstinfo_1', 'merchandise');
            insert into shipments (id, easypost_id, status, to_address_id, parcel_id, customs_info_id, created_at)
            values
                ('00000000-0000-0000-0000-000000000011', 'shp_1', 'delivered', '00000000-0000-0000-0000-000000000001',
                    '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000003', '2026-03-01'),
                ('00000000-0000-0000-0000-000000000012', 'shp_2', 'created', null, null, null, '2026-03-02'),
                ('00000000-0000-0000-0000-000000000013', 'trk_3', 'unknown', null, null, null, null);
            insert into shipment_events (id, shipment_id, status, event_datetime, received_at)
            values
                (gen_random_uuid(), '00000000-0000-0000-0000-000000000011', 'delivered', '2026-03-03', now()),
                (gen_random_uuid(), '00000000-0000-0000-0000-000000000011', 'in_transit', '2026-03-02', now());
            insert into shipment_metrics (shipment_id, mode, carrier, service, counted, on_time)
            values ('00000000-0000-0000-0000-000000000011', 'test', 'USPS', 'Priority', true, true);
            insert into carrier_performance (id, mode, carrier, service, date, total_shipments, delivered, on_time, delayed, failed,
                in_flight, costs, delivery_days_known, avg_delivery_days, exceptions)
            values
                (gen_random_uuid(), 'production', 'UPS', 'Ground', current_date, 4, 3, 2, 1, 0, 1,
                    '{"USD": {"total": 20.5, "count": 3}, "CAD": {"total": 9, "count": 1}}', 1, 2, 0),
                (gen_random_uuid(), 'production', 'UPS', 'Ground', current_date - 1, 2, 1, 1, 0, 0, 1,
                    '{"USD": {"total": 10, "count": 2}}', 1, 4, 1),
                (gen_random_uuid(), 'production', 'UPS', 'Ground', current_date - 20, 9, 9, 0, 9, 0, 0, '{}', 9, 9, 0);
            insert into analytics_summaries (id, mode, period, date, total_shipments, successful, failed, in_flight, costs,
                carrier_stats, top_destinations)
            values
                (gen_random_uuid(), 'production', 'weekly', current_date - 6, 6, 4, 0, 2, '{}', '{}', '[]'),
                (gen_random_uuid(), 'production', 'daily', current_date, 4, 3, 0, 1, '{}', '{}', '[]');
            """;
}
