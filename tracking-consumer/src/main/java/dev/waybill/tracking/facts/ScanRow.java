package dev.waybill.tracking.facts;

import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.shipment.Scan;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** A scan of a shipment, and when the webhook that told it arrived. */
record ScanRow(UUID shipment, Instant receivedAt, Scan scan) {

    ObjectNode columns() {
        return ((ObjectNode) RowJson.tree(scan))
                .put("shipment_id", shipment.toString())
                .put("received_at", receivedAt.toString());
    }
}
