package dev.waybill.standalone.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What a parcel abroad is declared with. */
final class Customs {

    private static final Map<String, String> TARIFFS = Map.of(
            "Cotton shirts",
            "610910",
            "Ceramic mugs",
            "691110",
            "Paper notebooks",
            "482010",
            "Leather belts",
            "420330");

    private Customs() {}

    static ObjectNode of(Dice dice, Parcel parcel) {
        String goods = dice.oneOf(TARIFFS.keySet().stream().sorted().toList());
        ObjectNode item = Json.object(
                "id", dice.id("cstitem"),
                "object", "CustomsItem",
                "mode", ShipmentJson.MODE,
                "created_at", parcel.created(),
                "updated_at", parcel.created(),
                "description", goods,
                "hs_tariff_number", TARIFFS.get(goods),
                "origin_country", parcel.from().country(),
                "quantity", dice.between(1, 5),
                "value", BigDecimal.valueOf(dice.between(1200, 18_000), 2),
                "weight", parcel.ounces(),
                "code", null,
                "currency", parcel.offer().price().currency(),
                "manufacturer", null,
                "eccn", null,
                "printed_commodity_identifier", null);
        return Json.object(
                "id",
                dice.id("cstinfo"),
                "object",
                "CustomsInfo",
                "mode",
                ShipmentJson.MODE,
                "created_at",
                parcel.created(),
                "updated_at",
                parcel.created(),
                "contents_type",
                "merchandise",
                "contents_explanation",
                "",
                "customs_certify",
                true,
                "customs_signer",
                "Simulated Signer",
                "non_delivery_option",
                "return",
                "restriction_type",
                "none",
                "restriction_comments",
                null,
                "declaration",
                null,
                "eel_pfc",
                "NOEEI 30.37(a)",
                "customs_items",
                Json.array(List.of(item)));
    }
}
