package dev.waybill.standalone.easypost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.standalone.easypost.WebhookRegistration.Registered;
import dev.waybill.standalone.folder.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookRegistrationTest {

    private static final URI HERE = URI.create("https://hooks.example.com/webhooks/easypost");
    private static final String WEBHOOK = """
            {"id":"hook_1","object":"Webhook","mode":"test","url":"%s","created_at":"2026-11-01T00:00:00Z","disabled_at":%s}""";

    private final List<String> asked = new ArrayList<>();
    private String url = "https://elsewhere.example.com/";
    private String disabledAt = "null";
    private boolean staysDisabled;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private WebhookRegistration registration;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v2/webhooks", this::answer);
        server.start();
        registration = new WebhookRegistration(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v2"), "EZTK_test");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void oneThatIsNotThereIsMade() throws Exception {
        assertThat(registration.register(HERE, "s3cret")).isEqualTo(new Registered("hook_1", "test", true));
        assertThat(asked).hasSize(3);
        assertThat(asked.get(1)).startsWith("POST /v2/webhooks ").contains(HERE.toString(), "s3cret");
    }

    @Test
    void oneThatIsThereGetsTheSecretAndIsEnabled() throws Exception {
        url = HERE.toString();
        disabledAt = "\"2026-11-02T00:00:00Z\"";

        assertThat(registration.register(HERE, "s3cret")).isEqualTo(new Registered("hook_1", "test", false));
        assertThat(asked.get(1)).startsWith("PATCH /v2/webhooks/hook_1 ").contains("s3cret");
    }

    @Test
    void oneThatStaysDisabledIsAProblem() {
        url = HERE.toString();
        disabledAt = "\"2026-11-02T00:00:00Z\"";
        staysDisabled = true;

        assertThatThrownBy(() -> registration.register(HERE, "s3cret"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("has disabled the webhook hook_1");
    }

    @Test
    void whatEasyPostRefusesIsAProblemWithoutTheSecret() {
        server.removeContext("/v2/webhooks");
        server.createContext("/v2/webhooks", exchange -> send(exchange, 401, """
                {"error":{"code":"APIKEY.INACTIVE","message":"This API key is no longer active.","errors":[]}}"""));

        assertThatThrownBy(() -> registration.register(HERE, "s3cret"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no longer active")
                .hasMessageNotContaining("s3cret");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(method + " " + path + " " + body);
        if (method.equals("POST")) {
            url = HERE.toString();
        } else if (!method.equals("GET") && !staysDisabled) {
            disabledAt = "null";
        }
        String webhook = WEBHOOK.formatted(url, disabledAt);
        boolean all = method.equals("GET") && path.endsWith("/webhooks");
        send(exchange, 200, all ? "{\"webhooks\":[" + webhook + "]}" : webhook);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
