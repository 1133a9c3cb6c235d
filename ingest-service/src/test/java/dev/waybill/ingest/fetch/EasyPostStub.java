package dev.waybill.ingest.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** EasyPost's API as far as the fetcher uses it: answers by path, and remembers what it was asked. */
public final class EasyPostStub implements AutoCloseable, HttpHandler {

    private final HttpServer server;
    private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public EasyPostStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v2");
    }

    /** Returns the requests so far: key, a blank, path. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public void answer(String shipment, HttpHandler handler) {
        answers.put("/v2/shipments/" + shipment, handler);
    }

    /** Sets the answer to who asks for a new tracker. */
    public void answerTrackers(HttpHandler handler) {
        answers.put("/v2/trackers", handler);
    }

    /** Sets the answer to who asks for a list, such as shipments. */
    public void answerList(String list, HttpHandler handler) {
        answers.put("/v2/" + list, handler);
    }

    public static HttpHandler status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            respond(exchange, status, "{\"error\":{}}".getBytes(StandardCharsets.UTF_8));
        };
    }

    public static HttpHandler body(byte[] body) {
        return exchange -> respond(exchange, 200, body);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(key(exchange) + " " + path);
        answers.getOrDefault(path, status(404)).handle(exchange);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String key(HttpExchange exchange) {
        String credentials = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return new String(Base64.getDecoder().decode(credentials.substring("Basic ".length())), StandardCharsets.UTF_8)
                .replace(":", "");
    }

    private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
