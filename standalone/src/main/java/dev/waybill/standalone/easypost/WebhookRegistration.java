package dev.waybill.standalone.easypost;

import dev.waybill.standalone.folder.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The webhook by which EasyPost tells an account's events to Waybill. (EasyPost's own client speaks to nothing but HTTPS, and so to no stub.) */
public final class WebhookRegistration {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String WEBHOOKS = "/webhooks";
    private static final int LEAST_ERROR = 400;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String api;
    private final String key;

    /**
     * @param api where EasyPost's API is, version included
     * @param key of the account: a test key sees the webhooks of the test mode
     */
    public WebhookRegistration(URI api, String key) {
        this.api = api.toString().replaceAll("/+$", "");
        this.key = key;
    }

    /**
     * What EasyPost has.
     *
     * @param created whether there was none for the URL
     */
    public record Registered(String id, String mode, boolean created) {}

    /**
     * Has EasyPost send to a URL and sign with a secret. A webhook that is registered for the URL gets the secret, and is enabled again.
     *
     * @throws Problem when EasyPost refuses, does not answer, or the webhook stays disabled
     */
    public Registered register(URI url, String secret) throws InterruptedException {
        Optional<String> known = StreamSupport.stream(
                        ask("GET", WEBHOOKS, null).path("webhooks").spliterator(), false)
                .filter(webhook -> webhook.path("url").asString("").equals(url.toString()))
                .map(webhook -> webhook.path("id").asString(""))
                .findFirst();
        String id;
        if (known.isPresent()) {
            id = known.get();
            ask("PATCH", WEBHOOKS + "/" + id, Map.of("webhook_secret", secret));
        } else {
            id = ask("POST", WEBHOOKS, Map.of("webhook", Map.of("url", url.toString(), "webhook_secret", secret)))
                    .path("id")
                    .asString("");
        }
        JsonNode now = ask("GET", WEBHOOKS + "/" + id, null);
        if (now.path("disabled_at").isString()) {
            throw new Problem("EasyPost has disabled the webhook " + id + " at "
                    + now.path("disabled_at").asString() + ": see why in its dashboard");
        }
        return new Registered(id, now.path("mode").asString(""), known.isEmpty());
    }

    private JsonNode ask(String method, String path, @Nullable Map<String, ?> body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8)))
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
                .build();
        HttpResponse<String> answer;
        try {
            answer = http.send(request, BodyHandlers.ofString());
        } catch (IOException away) {
            throw new Problem("EasyPost does not answer at " + api, away);
        }
        JsonNode told = parsed(answer.body());
        if (answer.statusCode() >= LEAST_ERROR) {
            throw new Problem("EasyPost answers " + answer.statusCode() + ": "
                    + told.path("error").path("message").asString("no reason given"));
        }
        return told;
    }

    private static JsonNode parsed(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException noJson) {
            return JsonMapper.shared().createObjectNode();
        }
    }
}
