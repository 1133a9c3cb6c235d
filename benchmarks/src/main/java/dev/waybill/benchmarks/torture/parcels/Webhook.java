package dev.waybill.benchmarks.torture.parcels;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/**
 * One webhook.
 *
 * @param id of the event: the same for what is sent twice
 */
public record Webhook(String id, String text) {

    /** Returns its body. */
    public byte[] body() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether no row needs to come of it. */
    public boolean isPoison() {
        return id.startsWith("poison");
    }

    static Webhook of(String id, String description, String mode, String at, ObjectNode result) {
        ObjectNode event = result.objectNode();
        event.put("id", id).put("object", "Event").put("mode", mode).put("description", description);
        event.put("user_id", "user_torture").put("created_at", at).put("updated_at", at);
        event.putObject("previous_attributes");
        event.putArray("pending_urls");
        event.putArray("completed_urls");
        event.put("status", "pending");
        event.set("result", result);
        return new Webhook(id, event.toString());
    }
}
