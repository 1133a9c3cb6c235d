package dev.waybill.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it runs, on a port of its own, and a client of it. */
final class RunningIngest implements AutoCloseable {

    static final String SECRET = "sécret";
    static final String API_KEY = "the key of the tests";

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningIngest(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningIngest on(String bootstrapServers, String... settings) {
        return new RunningIngest(IngestService.application()
                .run(arguments(bootstrapServers, settings).toArray(String[]::new)));
    }

    /** Returns the same for a client that has no connection yet: one that is kept may be cut as it is taken. */
    RunningIngest forNewClient() {
        return new RunningIngest(context);
    }

    /** The arguments of an instance. */
    static List<String> arguments(String bootstrapServers, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--waybill.webhook.secrets=older," + SECRET,
                "--waybill.api.keys.tests=" + API_KEY));
        if (Stream.of(settings).noneMatch(setting -> setting.startsWith("waybill.reconciliation."))) {
            arguments.add("--waybill.reconciliation.interval=0s");
        }
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return arguments;
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    Reply webhook(byte[] body, String... headers) {
        return post("/webhooks/easypost", BodyPublishers.ofByteArray(body), headers);
    }

    Reply upload(String contentType, BodyPublisher body) {
        return post("/v1/shipments", body, "Content-Type", contentType, "Authorization", "Bearer " + API_KEY);
    }

    /** With {@code Expect: 100-continue}, as curl does. */
    Reply uploadThatAsksFirst(String contentType, BodyPublisher body) {
        return send(request("/v1/shipments")
                .expectContinue(true)
                .headers("Content-Type", contentType, "Authorization", "Bearer " + API_KEY)
                .POST(body));
    }

    Reply post(String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = request(path).POST(body);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    @Override
    public void close() {
        context.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(60));
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** An answer. */
    record Reply(HttpResponse<String> http) {

        int status() {
            return http.statusCode();
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(http.body());
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        /** Returns the type of the problem, after a check that it is one. */
        String problem() {
            if (!header("Content-Type").equals("application/problem+json")
                    || json().path("status").asInt() != status()) {
                throw new AssertionError("no problem: " + http + " " + http.body());
            }
            return json().path("type").asString();
        }
    }
}
