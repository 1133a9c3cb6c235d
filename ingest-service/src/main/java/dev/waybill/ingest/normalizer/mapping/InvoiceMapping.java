package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.events.ShipmentInvoice;
import dev.waybill.ingest.normalizer.json.Json;
import dev.waybill.ingest.normalizer.json.JsonFields;
import dev.waybill.ingest.normalizer.json.PersonalFields;
import tools.jackson.databind.JsonNode;

/** What the carrier billed for the shipment that the invoice names. Its body is kept, so nothing of it gets lost. */
final class InvoiceMapping {

    private InvoiceMapping() {}

    static ShipmentEvent told(Telling telling, JsonNode told, String shipmentId) {
        return ShipmentEvent.newBuilder()
                .setShipmentId(shipmentId)
                .setKind(ShipmentEventKind.INVOICED)
                .setEnvelope(telling.envelope())
                .setVersion(telling.lenientVersion(told, 0))
                .setInvoice(invoice(JsonFields.of(told), told))
                .build();
    }

    private static ShipmentInvoice invoice(JsonFields invoice, JsonNode told) {
        return ShipmentInvoice.newBuilder()
                .setId(invoice.text("id"))
                .setStatus(invoice.text("status"))
                .setTrackingCode(invoice.text("tracking_code"))
                .setCarrier(invoice.text("carrier"))
                .setCurrency(invoice.text("currency"))
                .setQuotedAmount(invoice.decimal("quoted_amount"))
                .setInitiallyPaidAmount(invoice.decimal("initially_paid_amount"))
                .setFinalInvoiceAmount(invoice.decimal("final_invoice_amount"))
                .setAdjustmentAmount(invoice.decimal("adjustment_amount"))
                .setAdjustmentReason(invoice.text("adjustment_reason"))
                .setClaimedWeight(invoice.decimal("claimed_weight"))
                .setClaimedLength(invoice.decimal("claimed_length"))
                .setClaimedWidth(invoice.decimal("claimed_width"))
                .setClaimedHeight(invoice.decimal("claimed_height"))
                .setClaimedService(invoice.text("claimed_service"))
                .setCapturedWeight(invoice.decimal("captured_weight"))
                .setCapturedLength(invoice.decimal("captured_length"))
                .setCapturedWidth(invoice.decimal("captured_width"))
                .setCapturedHeight(invoice.decimal("captured_height"))
                .setCapturedService(invoice.text("captured_service"))
                .setCreatedAt(invoice.time("created_at"))
                .setUpdatedAt(invoice.time("updated_at"))
                .setBody(Json.write(PersonalFields.cut(told)))
                .build();
    }
}
