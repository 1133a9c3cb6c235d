package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.CarrierMessage;
import dev.waybill.events.Parcel;
import dev.waybill.events.PostageLabel;
import dev.waybill.events.Shipment;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.ingest.normalizer.json.Json;
import dev.waybill.ingest.normalizer.json.JsonFields;
import dev.waybill.schemas.wire.DeadLetterReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A shipment that was told whole. Its tracker and its people are told apart, and no part of its version. */
final class ShipmentMapping {

    private ShipmentMapping() {}

    static ShipmentEvent told(Telling telling, JsonNode told) {
        Shipment shipment = shipment(JsonFields.of(told), told);
        return ShipmentEvent.newBuilder()
                .setShipmentId(shipment.getId())
                .setKind(ShipmentEventKind.TOLD)
                .setEnvelope(telling.envelope())
                .setVersion(telling.version(withoutTracker(told), ShipmentRank.of(shipment), null))
                .setShipment(shipment)
                .build();
    }

    private static Shipment shipment(JsonFields shipment, JsonNode told) {
        String id = Json.text(told.path("id"));
        if (id == null) {
            throw new UnreadableException(DeadLetterReason.NO_ID);
        }
        shipment.without("id");
        String trackerId = null;
        if (Embedded.isTracker("tracker", told.path("tracker"))) {
            trackerId = Json.text(told.path("tracker").path("id"));
            shipment.without("tracker");
        }
        return Shipment.newBuilder()
                .setId(id)
                .setMode(shipment.text("mode"))
                .setStatus(shipment.text("status"))
                .setReference(shipment.text("reference"))
                .setIsReturn(shipment.bool("is_return"))
                .setUspsZone(shipment.integer("usps_zone"))
                .setTrackingCode(shipment.text("tracking_code"))
                .setTrackerId(trackerId)
                .setBatchId(shipment.text("batch_id"))
                .setBatchStatus(shipment.text("batch_status"))
                .setBatchMessage(shipment.text("batch_message"))
                .setOrderId(shipment.text("order_id"))
                .setRefundStatus(shipment.text("refund_status"))
                .setFromAddress(shipment.object("from_address", AddressMapping::summary))
                .setToAddress(shipment.object("to_address", AddressMapping::summary))
                .setReturnAddress(shipment.object("return_address", AddressMapping::summary))
                .setBuyerAddress(shipment.object("buyer_address", AddressMapping::summary))
                .setParcel(shipment.object("parcel", ShipmentMapping::parcel))
                .setCustomsInfo(shipment.object("customs_info", CustomsMapping::form))
                .setRates(shipment.objects("rates", RateMapping::rate))
                .setSelectedRate(shipment.object("selected_rate", RateMapping::rate))
                .setFees(shipment.objects("fees", FeeMapping::fee))
                .setInsurance(shipment.decimal("insurance"))
                .setOptions(shipment.json("options"))
                .setMessages(shipment.objects("messages", ShipmentMapping::message))
                .setPostageLabel(shipment.object("postage_label", ShipmentMapping::label))
                .setCreatedAt(shipment.time("created_at"))
                .setUpdatedAt(Telling.updatedAt(told))
                .setExtra(shipment.without("updated_at").extra())
                .build();
    }

    /** A tracker that is told for itself is no part of the shipment but for its id; one that cannot be stays in it. */
    private static JsonNode withoutTracker(JsonNode told) {
        JsonNode tracker = told.path("tracker");
        if (!Embedded.isTracker("tracker", tracker)) {
            return told;
        }
        ObjectNode shipment = Json.object();
        told.forEachEntry(shipment::set);
        return shipment.set("tracker", tracker.path("id"));
    }

    private static @Nullable Parcel parcel(JsonFields parcel) {
        String id = parcel.text("id");
        if (id == null) {
            return null;
        }
        return Parcel.newBuilder()
                .setId(id)
                .setLength(parcel.decimal("length"))
                .setWidth(parcel.decimal("width"))
                .setHeight(parcel.decimal("height"))
                .setWeight(parcel.decimal("weight"))
                .setPredefinedPackage(parcel.text("predefined_package"))
                .setCreatedAt(parcel.time("created_at"))
                .setUpdatedAt(parcel.time("updated_at"))
                .setExtra(parcel.without("mode").extra())
                .build();
    }

    private static PostageLabel label(JsonFields label) {
        PostageLabel read = PostageLabel.newBuilder()
                .setId(label.text("id"))
                .setCreatedAt(label.time("created_at"))
                .setLabelDate(label.time("label_date"))
                .setLabelType(label.text("label_type"))
                .setLabelSize(label.text("label_size"))
                .setLabelFileType(label.text("label_file_type"))
                .setLabelResolution(label.decimal("label_resolution"))
                .build();
        label.without("updated_at", "mode");
        return read;
    }

    private static CarrierMessage message(JsonFields message) {
        return CarrierMessage.newBuilder()
                .setCarrier(message.text("carrier"))
                .setCarrierAccountId(message.text("carrier_account_id"))
                .setType(message.text("type"))
                .setMessage(message.text("message"))
                .build();
    }
}
