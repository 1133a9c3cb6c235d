package dev.waybill.standalone.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What EasyPost really said, as published in its client library's tests and examples: shipments as a shop posts them, the other
 * objects each in the event that EasyPost would send it with, one webhook body as it came.
 */
final class Recordings {

    private static final Map<String, String> EVENTS = Map.of(
            "trackers.ndjson", "tracker.updated",
            "insurances.ndjson", "insurance.purchased",
            "batches.ndjson", "batch.updated",
            "scanforms.ndjson", "scan_form.updated",
            "claims.ndjson", "claim.updated");

    private final Instant at;
    private final Map<String, Integer> sent = new HashMap<>();

    private Recordings(Instant at) {
        this.at = at;
    }

    static List<Message> messages(Instant at) {
        var recordings = new Recordings(at);
        List<Message> messages = new ArrayList<>();
        Table.lines("recordings/shipments.ndjson")
                .forEach(line -> messages.add(new Message.PostedShipment(at, Json.read(line))));
        new TreeMap<>(EVENTS)
                .forEach((file, description) -> Table.lines("recordings/" + file)
                        .forEach(line -> messages.add(recordings.event(description, Json.read(line)))));
        Table.lines("recordings/refunds.ndjson").forEach(line -> messages.add(recordings.refund(Json.read(line))));
        messages.add(new Message.Webhook(
                at, Json.read(Table.lines("recordings/event-body.json").get(0))));
        return messages;
    }

    private Message refund(ObjectNode refund) {
        return event(Json.text(refund, "status").equals("refunded") ? "refund.successful" : "refund.updated", refund);
    }

    private Message event(String description, ObjectNode result) {
        int number = sent.merge(description, 1, Integer::sum);
        String told = Json.text(result, "updated_at");
        return new Message.Webhook(
                at,
                Json.object(
                        "id",
                        "evt_recorded_" + description.replace('.', '_') + "_" + number,
                        "object",
                        "Event",
                        "mode",
                        Json.text(result, "mode").isEmpty() ? "test" : Json.text(result, "mode"),
                        "description",
                        description,
                        "user_id",
                        "user_recorded",
                        "created_at",
                        told,
                        "updated_at",
                        told,
                        "previous_attributes",
                        Json.object(),
                        "pending_urls",
                        Json.array(List.of()),
                        "completed_urls",
                        Json.array(List.of()),
                        "status",
                        "pending",
                        "result",
                        result));
    }
}
