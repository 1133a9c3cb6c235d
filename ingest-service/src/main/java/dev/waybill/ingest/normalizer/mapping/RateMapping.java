package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.Rate;
import dev.waybill.ingest.normalizer.json.JsonFields;
import dev.waybill.ingest.normalizer.json.LenientTime;

/** What a carrier asks. */
final class RateMapping {

    private RateMapping() {}

    static Rate rate(JsonFields rate) {
        String deliveryDate = rate.text("delivery_date");
        return Rate.newBuilder()
                .setId(rate.text("id"))
                .setCarrier(rate.text("carrier"))
                .setCarrierAccountId(rate.text("carrier_account_id"))
                .setService(rate.text("service"))
                .setRate(rate.decimal("rate"))
                .setCurrency(rate.text("currency"))
                .setListRate(rate.decimal("list_rate"))
                .setListCurrency(rate.text("list_currency"))
                .setRetailRate(rate.decimal("retail_rate"))
                .setRetailCurrency(rate.text("retail_currency"))
                .setDeliveryDays(rate.integer("delivery_days"))
                .setEstDeliveryDays(rate.integer("est_delivery_days"))
                .setDeliveryDate(LenientTime.date(deliveryDate))
                .setDeliveryDateTold(deliveryDate)
                .setDeliveryDateGuaranteed(rate.bool("delivery_date_guaranteed"))
                .setBillingType(rate.text("billing_type"))
                .setCreatedAt(rate.time("created_at"))
                .setUpdatedAt(rate.time("updated_at"))
                .setExtra(rate.without("mode", "shipment_id").extra())
                .build();
    }
}
