package dev.waybill.ingest.fetch;

import dev.waybill.ingest.inbox.Inbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks EasyPost's API for a shipment or a new tracker and gives back the bytes of its answer. Follows no redirect and logs no key. */
final class EasyPostApi {

    private static final String USER_AGENT = "Waybill";

    private final HttpClient http;
    private final Clock clock;

    EasyPostApi(Duration connectTimeout, Clock clock) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.clock = clock;
    }

    /** Asks once. An answer that does not come in time is {@link Answer.NotNow}. */
    Answer shipment(Account account, String id) throws InterruptedException {
        return ask(account, request(account, "/shipments/" + id).GET());
    }

    /** Makes a tracker, likewise. EasyPost answers with the one that it has, if it has one for that code and carrier. */
    Answer tracker(Account account, String trackingCode, @Nullable String carrier) throws InterruptedException {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ObjectNode tracker = body.putObject("tracker").put("tracking_code", trackingCode);
        if (carrier != null) {
            tracker.put("carrier", carrier);
        }
        return ask(
                account,
                request(account, "/trackers")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    /**
     * Asks for a page of a list, likewise.
     *
     * @param path of the list, with its parameters
     */
    Answer list(Account account, String path) throws InterruptedException {
        return ask(account, request(account, path).GET());
    }

    private Answer ask(Account account, HttpRequest.Builder request) throws InterruptedException {
        int timeout = account.connection().getReadTimeoutMilliseconds();
        CompletableFuture<HttpResponse<byte[]>> asked =
                http.sendAsync(request.build(), response -> new LimitedBody(Inbox.MAX_BODY_BYTES));
        try {
            return answer(asked.get(timeout, TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            asked.cancel(true);
            return new Answer.NotNow("no answer in time", null, true);
        } catch (ExecutionException failed) {
            return failed.getCause() instanceof LimitedBody.TooLargeException
                    ? new Answer.Refused("its answer is too large")
                    : new Answer.NotNow("no connection", null, true);
        }
    }

    private Answer answer(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        return switch (status) {
            case 200, 201 -> new Answer.Found(response.body());
            case 404 -> new Answer.Missing();
            case 408, 425, 429, 503 ->
                new Answer.NotNow("status " + status, RetryAfter.in(response, clock.instant()), true);
            default ->
                status >= 500
                        ? new Answer.NotNow("status " + status, RetryAfter.in(response, clock.instant()), false)
                        : new Answer.Refused("status " + status);
        };
    }

    private static HttpRequest.Builder request(Account account, String path) {
        String credentials = account.connection().getApiKey() + ":";
        return HttpRequest.newBuilder(URI.create(account.connection().getApiBase() + path))
                .timeout(Duration.ofMillis(account.connection().getReadTimeoutMilliseconds()))
                .header("Accept", "application/json")
                .header("User-Agent", USER_AGENT)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }
}
