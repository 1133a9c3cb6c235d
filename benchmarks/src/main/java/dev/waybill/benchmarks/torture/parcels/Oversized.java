package dev.waybill.benchmarks.torture.parcels;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A shipment and its tracker that can each be told, but whose snapshot is larger than the broker takes. Nothing of it is counted. */
public final class Oversized {

    private static final int STATE = 1_500_000;
    private static final int DETAIL = 2_500_000;

    private Oversized() {}

    /** Returns its webhooks; their ids begin with the word poison. */
    public static List<Webhook> webhooks(String key, Instant now) {
        ObjectNode shipment =
                JsonNodeFactory.instance.objectNode().put("id", key).put("object", "Shipment");
        shipment.put("mode", "test").put("created_at", now.toString()).put("updated_at", now.toString());
        for (String end : new String[] {"from_address", "to_address"}) {
            shipment.putObject(end)
                    .put("id", "adr_" + end + key)
                    .put("object", "Address")
                    .put("state", "x".repeat(STATE));
        }
        ObjectNode tracker =
                JsonNodeFactory.instance.objectNode().put("id", "trk_" + key).put("object", "Tracker");
        tracker.put("mode", "test")
                .put("shipment_id", key)
                .put("status", "cancelled")
                .put("updated_at", now.toString());
        tracker.put("status_detail", "x".repeat(DETAIL)).putArray("tracking_details");
        return List.of(
                Webhook.of("poison-1-" + key, "shipment.updated", "test", now.toString(), shipment),
                Webhook.of("poison-2-" + key, "tracker.updated", "test", now.toString(), tracker));
    }
}
