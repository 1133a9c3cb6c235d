package dev.waybill.tracking.metrics;

import dev.waybill.events.Insurance;
import dev.waybill.events.Refund;
import dev.waybill.events.Shipment;
import dev.waybill.events.Tracker;
import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The column extra_metadata: fields that the contract does not name, by facet, and notes on values that no column could hold. */
final class ExtraMetadata {

    private ExtraMetadata() {}

    /** Null when there is neither. */
    static @Nullable JsonNode of(ShipmentRow row) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        Shipment shipment = row.shipment();
        Tracker tracker = row.tracker();
        Refund refund = row.refund();
        Insurance insurance = row.insurance();
        put(metadata, "told", shipment == null ? null : shipment.getExtra());
        put(metadata, "tracker", tracker == null ? null : tracker.getExtra());
        put(metadata, "refund", refund == null ? null : refund.getExtra());
        put(metadata, "insurance", insurance == null ? null : insurance.getExtra());
        List<String> notes = Notes.of(row);
        if (!notes.isEmpty()) {
            notes.forEach(metadata.putArray("notes")::add);
        }
        return metadata.isEmpty() ? null : metadata;
    }

    private static void put(ObjectNode metadata, String facet, @Nullable String extra) {
        JsonNode tree = RowJson.parsed(extra);
        if (tree != null) {
            metadata.set(facet, tree);
        }
    }
}
