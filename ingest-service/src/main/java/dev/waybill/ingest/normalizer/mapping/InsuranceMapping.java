package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.Insurance;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.ingest.normalizer.json.JsonFields;
import tools.jackson.databind.JsonNode;

/** An insurance of the shipment that it names. */
final class InsuranceMapping {

    private InsuranceMapping() {}

    static ShipmentEvent told(Telling telling, JsonNode told, String shipmentId) {
        JsonFields insurance = JsonFields.of(told).without("mode", "shipment_id");
        return ShipmentEvent.newBuilder()
                .setShipmentId(shipmentId)
                .setKind(ShipmentEventKind.INSURED)
                .setEnvelope(telling.envelope())
                .setVersion(telling.lenientVersion(told, 0))
                .setInsurance(Insurance.newBuilder()
                        .setId(insurance.text("id"))
                        .setStatus(insurance.text("status"))
                        .setAmount(insurance.decimal("amount"))
                        .setFee(insurance.object("fee", FeeMapping::fee))
                        .setProvider(insurance.text("provider"))
                        .setTrackingCode(insurance.text("tracking_code"))
                        .setCreatedAt(insurance.time("created_at"))
                        .setUpdatedAt(insurance.time("updated_at"))
                        .setExtra(insurance.extra())
                        .build())
                .build();
    }
}
