package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.CustomsInfo;
import dev.waybill.events.CustomsItem;
import dev.waybill.ingest.normalizer.json.JsonFields;
import org.jspecify.annotations.Nullable;

/** The customs form and its items, without its signer. */
final class CustomsMapping {

    private CustomsMapping() {}

    /** Returns the form; null for one without an id. */
    static @Nullable CustomsInfo form(JsonFields form) {
        String id = form.text("id");
        if (id == null) {
            return null;
        }
        return CustomsInfo.newBuilder()
                .setId(id)
                .setContentsType(form.text("contents_type"))
                .setContentsExplanation(form.text("contents_explanation"))
                .setCustomsCertify(form.bool("customs_certify"))
                .setNonDeliveryOption(form.text("non_delivery_option"))
                .setRestrictionType(form.text("restriction_type"))
                .setRestrictionComments(form.text("restriction_comments"))
                .setEelPfc(form.text("eel_pfc"))
                .setDeclaration(form.text("declaration"))
                .setCustomsItems(form.objects("customs_items", CustomsMapping::item))
                .setCreatedAt(form.time("created_at"))
                .setUpdatedAt(form.time("updated_at"))
                .setExtra(form.without("mode").extra())
                .build();
    }

    private static CustomsItem item(JsonFields item) {
        return CustomsItem.newBuilder()
                .setId(item.text("id"))
                .setDescription(item.text("description"))
                .setQuantity(item.decimal("quantity"))
                .setValue(item.decimal("value"))
                .setCurrency(item.text("currency"))
                .setWeight(item.decimal("weight"))
                .setHsTariffNumber(item.text("hs_tariff_number"))
                .setOriginCountry(item.text("origin_country"))
                .setCode(item.text("code"))
                .setExtra(item.without("mode", "created_at", "updated_at").extra())
                .build();
    }
}
