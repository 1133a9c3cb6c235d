package dev.waybill.standalone.remote;

import dev.waybill.standalone.folder.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The console of a running Waybill, by REST. */
public final class Console {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LEAST_ERROR = 400;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final long LOOK_MS = 500;
    private static final int LOOKS = 240;
    private static final int WATCH_LOOKS = 120;
    private static final int SERVER_ERROR = 500;

    private final String url;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Console(String url, String key) {
        this.url = url;
        this.key = key;
    }

    /**
     * Returns what a GET answers.
     *
     * @throws Problem when it does not answer, or with a problem
     */
    public JsonNode get(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    /**
     * Returns what a GET answers, for somebody who watches what goes on by itself: a console that is away for a while is waited for.
     *
     * @throws Problem when it does not answer for a minute, or with a problem
     */
    public JsonNode watch(String path) throws InterruptedException {
        for (int look = 1; look < WATCH_LOOKS; look++) {
            try {
                HttpResponse<String> answer = http.send(request(path).GET().build(), BodyHandlers.ofString());
                if (answer.statusCode() < SERVER_ERROR) {
                    return told(answer);
                }
            } catch (IOException away) {
                // as below
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        return get(path);
    }

    /**
     * Watches what goes on by itself until it is no longer running, and returns how it ended.
     *
     * @param status as it is now
     * @param shown is told each status before the end
     */
    public JsonNode watchToEnd(String path, JsonNode status, Consumer<JsonNode> shown) throws InterruptedException {
        JsonNode now = status;
        while (now.path("status").asString("").equals("running")) {
            shown.accept(now);
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            now = watch(path);
        }
        return now;
    }

    /**
     * Returns all of a list that is told page by page.
     *
     * @param path with its parameters, the limit of a page among them
     * @param limit of a page
     * @param place what {@code after} wants of the last one of a page
     */
    public JsonNode all(String path, int limit, Function<JsonNode, String> place) throws InterruptedException {
        ArrayNode all = JsonMapper.shared().createArrayNode();
        JsonNode page = get(path);
        page.forEach(all::add);
        while (page.size() == limit) {
            page = get(path + parameter("after", place.apply(page.path(limit - 1))));
            page.forEach(all::add);
        }
        return all;
    }

    /** Returns a further parameter of a path, nothing for null. */
    public static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + encoded(value);
    }

    /** Returns a part of a path, or a value of a parameter, as it is written there. */
    public static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    /** Returns what a GET answers, nothing when there is none such. */
    public Optional<JsonNode> find(String path) throws InterruptedException {
        HttpResponse<String> answer = exchange(request(path).GET());
        return answer.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(told(answer));
    }

    /** Returns what a GET answers as soon as there is such; nothing when there is none within two minutes. */
    public Optional<JsonNode> await(String path) throws InterruptedException {
        Optional<JsonNode> found = find(path);
        for (int look = 1; look < LOOKS && found.isEmpty(); look++) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            found = find(path);
        }
        return found;
    }

    /** Returns what a POST answers; the body is written as JSON. */
    public JsonNode post(String path, Object body) throws InterruptedException {
        return post(path, "application/json", JsonMapper.shared().writeValueAsBytes(body));
    }

    /** Returns what a PATCH answers; the body is written as JSON. */
    public JsonNode patch(String path, Object body) throws InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body))));
    }

    /** Returns what a POST answers. */
    public JsonNode post(String path, String contentType, byte[] body) throws InterruptedException {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    /** Deletes. */
    public void delete(String path) throws InterruptedException {
        var ignored = send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + key);
        } catch (IllegalArgumentException malformed) {
            throw new Problem(url + " is no address of a console", malformed);
        }
    }

    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        return told(exchange(request));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException away) {
            throw new Problem("No console answers at " + url, away);
        }
    }

    private static JsonNode told(HttpResponse<String> answer) {
        JsonNode body = parsed(answer.body());
        if (answer.statusCode() >= LEAST_ERROR) {
            String line = body.path("detail").asString("The console answers " + answer.statusCode());
            throw answer.statusCode() == BAD_REQUEST ? Problem.badUsage(line) : new Problem(line);
        }
        return body;
    }

    private static JsonNode parsed(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException noJson) {
            return JsonMapper.shared().createObjectNode();
        }
    }
}
