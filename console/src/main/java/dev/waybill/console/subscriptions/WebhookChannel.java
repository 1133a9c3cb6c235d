package dev.waybill.console.subscriptions;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Webhooks, signed as the Standard Webhooks specification says. */
final class WebhookChannel implements Channel {

    private final HttpPost http;
    private final URI url;
    private final Function<Instant, List<String>> secrets;

    /** @param secrets those that sign at a time */
    WebhookChannel(HttpPost http, URI url, Function<Instant, List<String>> secrets) {
        this.http = http;
        this.url = url;
        this.secrets = secrets;
    }

    @Override
    public Answer send(String id, String body, Instant at) {
        return http.post(
                url,
                Map.of(
                        "webhook-id", id,
                        "webhook-timestamp", Long.toString(at.getEpochSecond()),
                        "webhook-signature", Signature.of(secrets.apply(at), id, at, body)),
                body);
    }
}
