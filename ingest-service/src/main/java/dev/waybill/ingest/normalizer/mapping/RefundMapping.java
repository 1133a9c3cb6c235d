package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.Refund;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.ingest.normalizer.json.JsonFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A refund of the shipment that it names. */
final class RefundMapping {

    private RefundMapping() {}

    static ShipmentEvent told(Telling telling, JsonNode told, String shipmentId) {
        JsonFields refund = JsonFields.of(told).without("mode", "shipment_id");
        String status = refund.text("status");
        return ShipmentEvent.newBuilder()
                .setShipmentId(shipmentId)
                .setKind(ShipmentEventKind.REFUNDED)
                .setEnvelope(telling.envelope())
                .setVersion(telling.lenientVersion(told, rank(status)))
                .setRefund(Refund.newBuilder()
                        .setId(refund.text("id"))
                        .setStatus(status)
                        .setTrackingCode(refund.text("tracking_code"))
                        .setCarrier(refund.text("carrier"))
                        .setConfirmationNumber(refund.text("confirmation_number"))
                        .setCreatedAt(refund.time("created_at"))
                        .setUpdatedAt(refund.time("updated_at"))
                        .setExtra(refund.extra())
                        .build())
                .build();
    }

    /** Orders what shares an updated_at: the carrier's answer comes after the request. */
    static int rank(@Nullable String status) {
        return status == null
                ? 0
                : switch (status) {
                    case "submitted" -> 1;
                    case "refunded", "rejected" -> 2;
                    default -> 0;
                };
    }
}
