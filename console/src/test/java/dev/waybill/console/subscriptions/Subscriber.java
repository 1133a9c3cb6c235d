package dev.waybill.console.subscriptions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A subscriber that remembers what it was sent, and answers as it is told to. */
final class Subscriber implements AutoCloseable {

    private final HttpServer server;
    private final List<Webhook> taken = Collections.synchronizedList(new ArrayList<>());
    private final List<Webhook> refused = Collections.synchronizedList(new ArrayList<>());
    private volatile ToIntFunction<Webhook> answers = webhook -> 204;

    /** What came. */
    record Webhook(String id, String timestamp, String signature, String body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String shipment() {
            return json().path("data").path("shipment_id").asString("");
        }

        int revision() {
            return json().path("data").path("revision").asInt(-1);
        }
    }

    Subscriber() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    /** @param answers the status for each webhook, or 0 to break the connection */
    void answers(ToIntFunction<Webhook> answers) {
        this.answers = answers;
    }

    /** Returns what was answered with a success, in that order. */
    List<Webhook> taken() {
        return List.copyOf(taken);
    }

    List<Webhook> refused() {
        return List.copyOf(refused);
    }

    List<Integer> revisions(String shipment) {
        return taken().stream()
                .filter(webhook -> webhook.shipment().equals(shipment))
                .map(Webhook::revision)
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var webhook = new Webhook(
                String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")),
                String.valueOf(exchange.getRequestHeaders().getFirst("webhook-timestamp")),
                String.valueOf(exchange.getRequestHeaders().getFirst("webhook-signature")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        int status = answers.applyAsInt(webhook);
        (status >= 200 && status < 300 ? taken : refused).add(webhook);
        if (status > 0) {
            byte[] body = "x".repeat(5000).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, status == 204 ? -1 : body.length);
            if (status != 204) {
                exchange.getResponseBody().write(body);
            }
        }
        exchange.close();
    }
}
