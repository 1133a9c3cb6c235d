package dev.waybill.console.subscriptions;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Incoming webhooks of a chat: Slack and Mattermost take text, a workflow of Teams a card with it. Whoever knows the URL can write there, so
 * that no answer may tell it.
 */
final class ChatChannel implements Channel {

    /** Where workflows of Teams listen. */
    private static final List<String> TEAMS = List.of(".logic.azure.com", ".powerplatform.com", ".webhook.office.com");

    private final HttpPost http;
    private final URI url;

    ChatChannel(HttpPost http, URI url) {
        this.http = http;
        this.url = url;
    }

    @Override
    public Answer send(String id, String body, Instant at) {
        return http.post(url, Map.of(), message(url, body).toString())
                .without(url.getRawPath())
                .without(Objects.requireNonNullElse(url.getRawQuery(), ""));
    }

    /** Returns a text as the chat at a URL takes it. Nothing in it is a mention, or a link under another name. */
    static ObjectNode message(URI url, String text) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        String host = Objects.requireNonNullElse(url.getHost(), "").toLowerCase(Locale.ROOT);
        if (TEAMS.stream().noneMatch(host::endsWith)) {
            return message.put(
                    "text", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        }
        message.put("type", "message");
        ObjectNode card = message.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .putObject("content");
        card.put("type", "AdaptiveCard").put("version", "1.4");
        card.putArray("body")
                .addObject()
                .put("type", "TextBlock")
                .put("text", text)
                .put("wrap", true);
        return message;
    }
}
