package dev.waybill.benchmarks.torture.oracle;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rows of shipments, shipment_events, addresses and parcels. */
final class Facts {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final int INDEXED = 255;

    private Facts() {}

    static void write(Content content, Figures figures) {
        Told told = figures.told();
        Row row = new Row(content.row("shipments", told.key()));
        JsonNode shipment = Told.orMissing(told.shipment());
        JsonNode tracker = Told.orMissing(told.tracker());
        identity(row, figures, shipment, tracker);
        money(row, figures, shipment);
        dates(row, figures, shipment, tracker);
        versions(row, told, shipment, tracker);
        figures.scans().forEach(scan -> scan(content, told.key(), scan));
        address(content, shipment.path("from_address"));
        address(content, shipment.path("to_address"));
        parcel(content, shipment.path("parcel"));
    }

    private static void identity(Row row, Figures figures, JsonNode shipment, JsonNode tracker) {
        JsonNode rate = shipment.path("selected_rate");
        JsonNode any = shipment.isObject() ? shipment : tracker;
        row.with("tracker_id", Read.text(tracker, "id"))
                .with(
                        "tracking_code",
                        cut(Read.any(Read.text(shipment, "tracking_code"), Read.text(tracker, "tracking_code"))))
                .with("mode", Read.text(any, "mode"))
                .with("carrier", Names.carrier(tracker, rate))
                .with("service", Names.service(tracker, rate))
                .with("reference", Read.text(shipment, "reference"))
                .with("status", figures.status())
                .with("status_detail", Read.text(tracker, "status_detail"))
                .with("finalized", tracker.path("finalized").booleanValue(false))
                .with("is_return", shipment.isObject() ? shipment.get("is_return") : tracker.get("is_return"))
                .with("refund_status", figures.refundStatus())
                .with("deleted_at", null)
                .with("easypost_user_id", "user_torture")
                .with("modified_by", "webhook")
                .with("signed_by", Read.text(tracker, "signed_by"))
                .with("from_address", Read.text(shipment.path("from_address"), "id"))
                .with("to_address", Read.text(shipment.path("to_address"), "id"))
                .with("parcel", Read.text(shipment.path("parcel"), "id"))
                .with("origin", end(shipment.path("from_address")))
                .with("destination", end(shipment.path("to_address")));
    }

    /** Indexed texts have an end. */
    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= INDEXED ? text : text.substring(0, INDEXED);
    }

    private static void money(Row row, Figures figures, JsonNode shipment) {
        Money money = Money.of(figures.told());
        JsonNode invoice = Told.orMissing(figures.told().invoice());
        row.with("currency", money.currency())
                .with("base_cost", money.base())
                .with("total_cost", money.total())
                .with("insurance", Read.money(shipment, "insurance"))
                .with("invoice_amount", money.invoiced())
                .with("invoice_currency", Read.text(invoice, "currency"))
                .with("adjustment_amount", money.adjustment())
                .with("adjustment_reason", Read.text(invoice, "adjustment_reason"));
        row.with("rates_data", shipment.isObject() ? rates(shipment.path("rates")) : null);
    }

    private static void dates(Row row, Figures figures, JsonNode shipment, JsonNode tracker) {
        JsonNode dated = figures.told().key().startsWith("trk_") ? tracker : shipment;
        row.with("delivery_days", shipment.path("selected_rate").get("delivery_days"))
                .with("est_delivery_date", Read.date(tracker, "est_delivery_date"))
                .with("promised_date", figures.promised())
                .with("label_date", figures.label())
                .with("purchased_at", figures.label())
                .with(
                        "delivered_at",
                        figures.delivered() == null ? null : figures.delivered().at())
                .with("created_at", Read.timeOrNull(dated, "created_at"))
                .with("updated_at", Read.timeOrNull(dated, "updated_at"))
                .with("first_estimate", figures.told().firstDate(Map.entry("", "est_delivery_date")))
                .with(
                        "first_guarantee",
                        figures.told().firstDate(Map.entry("carrier_detail", "guaranteed_delivery_date")));
    }

    private static void versions(Row row, Told told, JsonNode shipment, JsonNode tracker) {
        row.with("told_updated_at", Read.timeOrNull(shipment, "updated_at"))
                .with("tracker_updated_at", Read.timeOrNull(tracker, "updated_at"))
                .with("tracker_updated_on", Read.utcDate(tracker, "updated_at"))
                .with(
                        "tracker_scans",
                        told.tracker() == null
                                ? null
                                : tracker.path("tracking_details").size())
                .with("refund_updated_at", Read.timeOrNull(Told.orMissing(told.refund()), "updated_at"))
                .with("invoice_updated_at", Read.timeOrNull(Told.orMissing(told.invoice()), "updated_at"));
        ArrayNode details = JSON.arrayNode();
        tracker.path("tracking_details").forEach(scan -> details.add(detail(scan)));
        row.with("tracking_details", told.tracker() == null ? null : details);
    }

    private static ObjectNode detail(JsonNode scan) {
        ObjectNode detail = (ObjectNode) scan.deepCopy();
        detail.remove("object");
        detail.put("told_as", Read.text(scan, "datetime"));
        detail.put("datetime", Read.time(scan, "datetime").toString());
        ((ObjectNode) detail.path("tracking_location")).remove("object");
        return detail;
    }

    private static void scan(Content content, String key, Scan scan) {
        JsonNode told = scan.told();
        ObjectNode place = (ObjectNode) told.path("tracking_location").deepCopy();
        place.remove("object");
        new Row(content.row("shipment_events", key + " " + scan.at() + " " + Read.text(told, "carrier_code")))
                .with("status", scan.status())
                .with("status_detail", Read.text(told, "status_detail"))
                .with("message", Read.text(told, "message"))
                .with("description", null)
                .with("carrier_status", Read.text(told, "carrier_code"))
                .with("source", Read.text(told, "source"))
                .with("tracking_location", place)
                .with("event_datetime", scan.at())
                .with("told_as", Read.text(told, "datetime"));
    }

    private static void address(Content content, JsonNode told) {
        if (told.isObject()) {
            Row row = new Row(content.row("addresses", Objects.requireNonNull(Read.text(told, "id"))));
            for (String column : new String[] {"name", "street1", "city", "state", "zip", "country", "phone"}) {
                row.with(column, Read.text(told, column));
            }
            row.with("is_residential", told.get("residential"))
                    .with("created_at", Read.timeOrNull(told, "created_at"))
                    .with("updated_at", Read.timeOrNull(told, "updated_at"));
        }
    }

    private static void parcel(Content content, JsonNode told) {
        if (told.isObject()) {
            new Row(content.row("parcels", Objects.requireNonNull(Read.text(told, "id"))))
                    .with("length", told.get("length"))
                    .with("width", told.get("width"))
                    .with("height", told.get("height"))
                    .with("weight", told.get("weight"))
                    .with("created_at", Read.timeOrNull(told, "created_at"))
                    .with("updated_at", Read.timeOrNull(told, "updated_at"));
        }
    }

    private static ArrayNode rates(JsonNode told) {
        ArrayNode rates = JSON.arrayNode();
        told.forEach(rate -> {
            ObjectNode row = (ObjectNode) rate.deepCopy();
            row.remove("object");
            row.put("rate", Read.money(rate, "rate")).put("list_rate", Read.money(rate, "list_rate"));
            row.put("delivery_date", Read.date(rate, "delivery_date"));
            row.put("delivery_date_told", Read.text(rate, "delivery_date"));
            rates.add(row);
        });
        return rates;
    }

    /** The area of an address: three digits of a ZIP code, the first three characters of a Canadian one. */
    static @Nullable ObjectNode end(JsonNode address) {
        String zip = Read.text(address, "zip");
        return zip == null
                ? null
                : JSON.objectNode()
                        .put("city", Read.text(address, "city"))
                        .put("state", Read.text(address, "state"))
                        .put("country", Read.text(address, "country"))
                        .put("postal_prefix", zip.substring(0, 3));
    }
}
