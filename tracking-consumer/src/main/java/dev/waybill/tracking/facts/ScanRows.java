package dev.waybill.tracking.facts;

import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.shipment.Facet;
import dev.waybill.tracking.shipment.Scan;
import dev.waybill.tracking.shipment.ScanChange;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a batch does to shipment_events. */
final class ScanRows {

    private final List<JsonNode> written = new ArrayList<>();
    private final List<JsonNode> deleted = new ArrayList<>();

    void add(ShipmentRow before, ShipmentRow after, boolean again) {
        ScanChange change = ScanChange.between(before, after, again);
        change.deleted().forEach(scan -> deleted.add(RowJson.tree(scan)));
        if (!change.written().isEmpty()) {
            Facet<?> tracker = Objects.requireNonNull(after.facets().tracker());
            String receivedAt = tracker.arrival().receivedAt().toString();
            String shipment = after.id().toString();
            for (Scan scan : change.written()) {
                var row = (ObjectNode) RowJson.tree(scan);
                written.add(row.put("shipment_id", shipment).put("received_at", receivedAt));
            }
        }
    }

    List<JsonNode> written() {
        return written;
    }

    List<JsonNode> deleted() {
        return deleted;
    }
}
