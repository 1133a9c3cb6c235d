package dev.waybill.console.subscriptions;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Incoming webhooks of a chat: Slack, Mattermost and Teams take the same. A body is text. Whoever knows the URL can write there,
 * so that no answer may tell it.
 */
final class ChatChannel implements Channel {

    private final HttpPost http;
    private final URI url;

    ChatChannel(HttpPost http, URI url) {
        this.http = http;
        this.url = url;
    }

    @Override
    public Answer send(String id, String body, Instant at) {
        return http.post(
                        url,
                        Map.of(),
                        JsonNodeFactory.instance.objectNode().put("text", body).toString())
                .without(url.getRawPath())
                .without(Objects.requireNonNullElse(url.getRawQuery(), ""));
    }
}
