package dev.waybill.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testkit.TestKafka;
import dev.waybill.testkit.TestPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * No query and no body makes the console fail. How many of each: the system property {@code waybill.fuzz.requests}; which: {@code
 * waybill.fuzz.seed}.
 */
class StrangeRequestsIT {

    private static final int CASES = Integer.getInteger("waybill.fuzz.requests", 1500);
    private static final long SEED = Long.getLong("waybill.fuzz.seed", 8);

    private static final List<String> NAMES = List.of(
            "limit days mode period reason state before carrier assignee types since shipment_id outcome message_id from x limit[] mode.x %00"
                    .split(" "));
    private static final List<String> TEXTS = List.of(
            "%00",
            "-1",
            "2147483648",
            "9".repeat(400),
            "1e3",
            "NaN",
            "%ed%a0%80",
            "%f0%9f%93%a6",
            "%ff",
            "%",
            "%zz",
            "%u0000",
            "'+or+1=1+--",
            "daily,weekly",
            "\u00ff",
            "x".repeat(3000),
            "+1000000000-12-31T23:59:59Z",
            "0000-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "+999999999-12-31T23:59:59Z",
            "%2b999999999-12-31T23:59:59Z",
            "");
    private static final List<String> READ = List.of(
            "/v1/shipments",
            "/v1/shipments/%ef%bf%bf",
            "/v1/shipments/'",
            "/v1/shipments/%ed%a0%80",
            "/v1/analytics/carriers",
            "/v1/analytics/summaries",
            "/v1/attention",
            "/v1/dead-letters",
            "/v1/dead-letters/easypost.inbox-dlt",
            "/v1/dead-letters/%00",
            "/v1/dead-letters/easypost.inbox-dlt/99/-1",
            "/v1/dead-letters/easypost.inbox-dlt/0/9223372036854775807",
            "/v1/imports/%00",
            "/v1/rebuilds/%ff",
            "/v1/reconciliations",
            "/v1/reconciliations/%00/missed",
            "/v1/replays",
            "/v1/replays/%f0%9f%93%a6",
            "/v1/subscriptions",
            "/v1/subscriptions/%00",
            "/v1/subscriptions/sub_1/attempts",
            "/v1/live",
            "/schema-registry/schemas/ids/-99999999999",
            "/schema-registry/subjects/%ff/versions/%25",
            "/actuator/health");

    private static final List<String> VALUES = List.of(
            "null",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "-1",
            "0",
            "1e400",
            "9223372036854775808",
            "true",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[-1,99999]",
            "[\"\\u0000\"]",
            "{\"x\":{\"shipment_id\":7}}",
            "\"0000-01-01T00:00:00Z\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"9999-12-31\"",
            "\"1969-12-31T23:59:59Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"mailto:\\u0000@x\"",
            "\"http://[::1\"",
            "\"" + "x".repeat(5000) + "\"",
            "[".repeat(600));

    private record Post(String method, String path, List<String> fields, List<String> values) {

        static Post of(String method, String path, String... fieldsAndValues) {
            var fields = new ArrayList<String>();
            var values = new ArrayList<String>();
            for (int i = 0; i < fieldsAndValues.length; i += 2) {
                fields.add(fieldsAndValues[i]);
                values.add(fieldsAndValues[i + 1]);
            }
            return new Post(method, path, fields, values);
        }

        /** Some of its fields, with one value or several that are strange. */
        String body(Random random) {
            var body = new StringBuilder("{");
            for (int i = 0; i < fields.size(); i++) {
                int dice = random.nextInt(4);
                if (dice > 0) {
                    String value = dice == 1 ? VALUES.get(random.nextInt(VALUES.size())) : values.get(i);
                    body.append(body.length() == 1 ? "" : ",")
                            .append('"')
                            .append(fields.get(i))
                            .append("\":")
                            .append(value);
                }
            }
            body.append('}');
            return random.nextInt(10) == 0 ? body.substring(0, random.nextInt(body.length())) : body.toString();
        }
    }

    private static final List<Post> WRITTEN = List.of(
            Post.of(
                    "POST",
                    "/v1/replays",
                    "topic",
                    "\"tracking-events\"",
                    "from",
                    "\"0\"",
                    "to",
                    "\"2026-01-01T00:00:00Z\"",
                    "partitions",
                    "[0,1]",
                    "filter",
                    "{\"carrier\":\"USPS\"}",
                    "into",
                    "\"mine\"",
                    "discard",
                    "\"noise\"",
                    "rate",
                    "5",
                    "dry_run",
                    "true"),
            Post.of("POST", "/v1/replays/rpl_1/pause", "x", "1"),
            Post.of("POST", "/v1/rebuilds", "check", "true", "x", "1"),
            Post.of(
                    "POST",
                    "/v1/imports",
                    "from",
                    "\"2026-01-01\"",
                    "to",
                    "\"2026-02-01\"",
                    "account",
                    "\"user_1\"",
                    "purchased",
                    "false"),
            Post.of(
                    "POST",
                    "/v1/reconciliations",
                    "updated_since",
                    "\"2026-01-01T00:00:00Z\"",
                    "account",
                    "\"user_1\""),
            Post.of("POST", "/v1/trackers", "tracking_code", "\"9400\"", "carrier", "\"USPS\"", "trackers", "[{}]"),
            Post.of(
                    "POST",
                    "/v1/attention/shp_1/late",
                    "action",
                    "\"snooze\"",
                    "assignee",
                    "\"me\"",
                    "snoozed_until",
                    "\"2027-01-01T00:00:00Z\"",
                    "resolution",
                    "\"reshipped\"",
                    "note",
                    "\"x\""),
            Post.of(
                    "POST",
                    "/v1/subscriptions",
                    "url",
                    "\"http://127.0.0.1:1/hook\"",
                    "event_types",
                    "[\"status\"]",
                    "kind",
                    "\"webhook\"",
                    "filter",
                    "{\"shipment_id\":\"shp_1\"}",
                    "rate",
                    "5",
                    "digest",
                    "\"daily\"",
                    "from",
                    "\"2026-01-01T00:00:00Z\""),
            Post.of("PATCH", "/v1/subscriptions/sub_1", "url", "\"http://127.0.0.1:1\"", "rate", "5"),
            Post.of("POST", "/v1/subscriptions/sub_1/redeliveries", "message", "\"msg_1\"", "from", "\"x\""),
            Post.of(
                    "POST",
                    "/schema-registry/subjects/status-events-value",
                    "schema",
                    "\"{}\"",
                    "schemaType",
                    "\"AVRO\""),
            Post.of(
                    "POST",
                    "/schema-registry/compatibility/subjects/status-events-value/versions/latest",
                    "schema",
                    "\"{\\\"type\\\":\\\"string\\\"}\"",
                    "references",
                    "[]"));

    private static TestKafka.Cluster kafka;
    private static ConfigurableApplicationContext console;

    @BeforeAll
    static void start() {
        kafka = TestKafka.newCluster();
        TestPostgres.Database database = RunningConsole.newDatabase();
        console = Console.application()
                .run(Stream.concat(
                                RunningConsole.arguments(database).stream()
                                        .filter(argument -> !argument.contains("bootstrap-servers")),
                                Stream.of(
                                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                                        "--waybill.subscriptions.key=a-key-of-thirty-two-characters--"))
                        .toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        console.close();
        kafka.close();
    }

    @Test
    void noQueryIsTooStrange() throws Exception {
        var random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            var query = new StringBuilder(any(READ, random)).append('?');
            for (int parameter = random.nextInt(4); parameter >= 0; parameter--) {
                query.append(any(NAMES, random)).append('=');
                query.append(random.nextBoolean() ? any(TEXTS, random) : "%%%02x".formatted(random.nextInt(256)));
                query.append('&');
            }
            requireAnswer("GET " + query, "", "");
        }
        requireAnswer("GET /actuator/health/readiness", "", "");
    }

    @Test
    void noBodyIsTooStrange() throws Exception {
        var random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            Post post = any(WRITTEN, random);
            requireAnswer(post.method() + " " + post.path(), "Content-Type: application/json\r\n", post.body(random));
        }
        for (int i = 0; i < CASES / 10; i++) {
            var csv = new StringBuilder(random.nextBoolean() ? "tracking_code,carrier\n" : "");
            for (int line = random.nextInt(5); line >= 0; line--) {
                csv.append(any(TEXTS, random)).append(any(List.of(",", "\"", "\n", "\r", ";", "\u0000"), random));
            }
            requireAnswer("POST /v1/trackers", "Content-Type: text/csv\r\n", csv.toString());
        }
        requireAnswer("GET /actuator/health/readiness", "", "");
    }

    /** One that says what is wrong, or that as many listen as may. */
    private static void requireAnswer(String request, String headers, String body) throws IOException {
        int port = console.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
            String head = request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                    + RunningConsole.KEY + "\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.readLine())
                    .as(request + "\n" + body)
                    .matches(
                            request.startsWith("GET /v1/live")
                                    ? "HTTP/1\\.1 ([2-4]\\d\\d|503) .*"
                                    : "HTTP/1\\.1 [2-4].*");
        }
    }

    private static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
