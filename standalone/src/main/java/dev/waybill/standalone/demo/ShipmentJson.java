package dev.waybill.standalone.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A simulated parcel's shipment as EasyPost tells it: bought, or only asked rates for. */
final class ShipmentJson {

    static final String MODE = "production";

    private static final BigDecimal INSURED = new BigDecimal("250.00");
    private static final BigDecimal INSURANCE_FEE = new BigDecimal("1.25000");

    private final Parcel parcel;
    private final Dice dice;

    private ShipmentJson(Parcel parcel, Dice dice) {
        this.parcel = parcel;
        this.dice = dice;
    }

    static ObjectNode of(Parcel parcel, Dice dice) {
        return new ShipmentJson(parcel, dice).shipment();
    }

    private ObjectNode shipment() {
        boolean bought = parcel.fate() != Fate.QUOTE;
        Instant updated =
                bought ? parcel.purchased().plusSeconds(2) : parcel.created().plusSeconds(2);
        Party party = new Party(dice, parcel.created());
        ObjectNode from = party.shop(parcel.from());
        ObjectNode to = party.customer(parcel.to());
        List<ObjectNode> rates =
                new ArrayList<>(parcel.rates().stream().map(this::rate).toList());
        ObjectNode shipment = Json.object(
                "id",
                parcel.ids().shipment(),
                "object",
                "Shipment",
                "mode",
                MODE,
                "status",
                "unknown",
                "reference",
                "simulated-" + parcel.number(),
                "created_at",
                parcel.created(),
                "updated_at",
                updated,
                "is_return",
                false,
                "from_address",
                from,
                "return_address",
                from,
                "to_address",
                to,
                "buyer_address",
                to,
                "parcel",
                parcelBox(),
                "customs_info",
                parcel.international() ? Customs.of(dice, parcel) : null,
                "rates",
                Json.array(rates),
                "selected_rate",
                bought ? selected(rates) : null,
                "tracking_code",
                bought ? parcel.ids().trackingCode() : null,
                "tracker",
                bought ? TrackerJson.of(parcel, List.of(), parcel.purchased().plusSeconds(1)) : null,
                "postage_label",
                bought ? label() : null,
                "fees",
                bought ? fees() : Json.array(List.of()),
                "insurance",
                bought && parcel.extras().insured() ? INSURED : null);
        return shipment.setAll(rest());
    }

    /** What is the same in every simulated shipment. */
    private ObjectNode rest() {
        boolean usps = parcel.offer().carrier().equals("USPS");
        return Json.object(
                "usps_zone", usps && !parcel.international() ? dice.between(2, 8) : null,
                "options",
                        Json.object(
                                "label_format",
                                "PDF",
                                "currency",
                                parcel.offer().price().currency(),
                                "payment",
                                Json.object("type", "SENDER"),
                                "date_advance",
                                0),
                "messages", Json.array(List.of()),
                "forms", Json.array(List.of()),
                "refund_status", null,
                "scan_form", null,
                "batch_id", null,
                "batch_message", null,
                "batch_status", null,
                "order_id", null);
    }

    private ObjectNode parcelBox() {
        return Json.object(
                "id", dice.id("prcl"),
                "object", "Parcel",
                "mode", MODE,
                "created_at", parcel.created(),
                "updated_at", parcel.created(),
                "length", new BigDecimal(dice.between(6, 18)).setScale(1),
                "width", new BigDecimal(dice.between(4, 14)).setScale(1),
                "height", new BigDecimal(dice.between(2, 10)).setScale(1),
                "weight", parcel.ounces(),
                "predefined_package", null);
    }

    private ObjectNode rate(Offer offer) {
        BigDecimal price = offer.price().of(parcel.ounces());
        String currency = offer.price().currency();
        return Json.object(
                "id", dice.id("rate"),
                "object", "Rate",
                "mode", MODE,
                "carrier", offer.carrier(),
                "service", offer.service().name(),
                "carrier_account_id",
                        "ca_" + "0".repeat(24)
                                + String.format("%08x", offer.carrier().hashCode()),
                "shipment_id", parcel.ids().shipment(),
                "rate", price,
                "currency", currency,
                "list_rate", times(price, "1.08"),
                "list_currency", currency,
                "retail_rate", times(price, "1.35"),
                "retail_currency", currency,
                "delivery_days", offer.days(),
                "est_delivery_days", offer.days(),
                "delivery_date", null,
                "delivery_date_guaranteed", offer.guaranteed(),
                "billing_type", "easypost",
                "created_at", parcel.created().plusSeconds(1),
                "updated_at", parcel.created().plusSeconds(1));
    }

    private @Nullable ObjectNode selected(List<ObjectNode> rates) {
        return rates.get(parcel.rates().indexOf(parcel.offer()));
    }

    private ObjectNode label() {
        return Json.object(
                "id",
                dice.id("pl"),
                "object",
                "PostageLabel",
                "created_at",
                parcel.purchased(),
                "updated_at",
                parcel.purchased(),
                "date_advance",
                0,
                "integrated_form",
                "none",
                "label_date",
                parcel.purchased(),
                "label_resolution",
                300,
                "label_size",
                "4x6",
                "label_type",
                "default",
                "label_file_type",
                "application/pdf",
                "label_url",
                "https://example.com/simulated-label-" + parcel.number() + ".pdf");
    }

    private ArrayNode fees() {
        List<ObjectNode> fees = new ArrayList<>();
        fees.add(fee("LabelFee", new BigDecimal("0.05000")));
        fees.add(fee("PostageFee", parcel.offer().price().of(parcel.ounces()).setScale(5)));
        if (parcel.extras().insured()) {
            fees.add(fee("InsuranceFee", INSURANCE_FEE));
        }
        return Json.array(fees);
    }

    static ObjectNode fee(String type, BigDecimal amount) {
        return Json.object("object", "Fee", "type", type, "amount", amount, "charged", true, "refunded", false);
    }

    private static BigDecimal times(BigDecimal price, String factor) {
        return price.multiply(new BigDecimal(factor)).setScale(2, RoundingMode.HALF_UP);
    }
}
