package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.Event;
import dev.waybill.schemas.wire.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is sent for an event. */
final class Message {

    private static final int ID_BYTES = 16;

    private Message() {}

    /** Returns the CloudEvents id of an event; where it stands, without one. */
    static String eventId(Event event) {
        return Objects.requireNonNullElseGet(
                CloudEvent.idIn(event.record().headers()),
                () -> event.record().topic()
                        + '/'
                        + event.record().partition()
                        + '/'
                        + event.record().offset());
    }

    /** Returns the id of a message: the same whenever the same event is sent. */
    static String id(String eventId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(eventId.getBytes(StandardCharsets.UTF_8));
            return "msg_" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns an event as the body of a webhook. */
    static String webhook(Event event) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", event.type().text());
        body.put("timestamp", Instant.ofEpochMilli(event.record().timestamp()).toString());
        body.put("id", eventId(event));
        body.set("data", event.data());
        return body.toString();
    }

    /** Returns the body of a webhook that tries the way. */
    static String ping(String subscription, Instant at) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "ping");
        body.put("timestamp", at.toString());
        body.putObject("data").put("subscription", subscription);
        return body.toString();
    }
}
