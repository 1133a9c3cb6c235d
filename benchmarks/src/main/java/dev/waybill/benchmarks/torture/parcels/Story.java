package dev.waybill.benchmarks.torture.parcels;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What befalls one parcel, told version by version. */
final class Story {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> ENDS =
            List.of("delivered", "delivered", "delivered", "delivered", "return_to_sender", "failure", "in_transit");
    private static final List<String> MISHAPS = List.of("delayed", "delivery_exception", "refused", "weather_delay");

    private final SplittableRandom dice;
    private final String id;
    private final String mode;
    private final Offer offer;
    private final Place to;
    private final BigDecimal price;
    private final Instant created;
    private final Instant bought;
    private final List<Webhook> told = new ArrayList<>();

    Story(SplittableRandom dice, int number, Instant now) {
        this.dice = dice;
        this.id = "%08x%024x".formatted(dice.nextInt(), number);
        this.mode = dice.nextInt(10) == 0 ? "test" : "production";
        this.offer = Offer.ALL.get(dice.nextInt(Offer.ALL.size()));
        this.to = Place.ALL.get(dice.nextInt(Place.ALL.size()));
        this.price = BigDecimal.valueOf(dice.nextInt(300, 9_000), 2);
        this.created = now.truncatedTo(ChronoUnit.SECONDS)
                .minus(Duration.ofDays(12 + dice.nextInt(20)))
                .plusSeconds(dice.nextInt(86_400));
        this.bought = created.plusSeconds(dice.nextInt(20_000));
    }

    List<Webhook> webhooks() {
        int kind = dice.nextInt(10);
        if (kind == 0) {
            ship(created, false, false);
        } else if (kind == 1) {
            track("", 1 + dice.nextInt(9));
        } else {
            buy(kind);
        }
        return told;
    }

    private void buy(int kind) {
        ship(created, false, false);
        // the label may share its updated_at with the quote: then it is further
        Instant at = dice.nextInt(4) == 0 ? created : bought.plusSeconds(1);
        ship(at, true, false);
        if (kind == 2) {
            track("shp_" + id, 1);
            refund(bought.plusSeconds(7_200), "submitted");
            refund(bought.plusSeconds(90_000), "refunded");
            ship(bought.plusSeconds(90_001), true, true);
            return;
        }
        track("shp_" + id, 2 + dice.nextInt(9));
        if (kind == 3) {
            invoice();
        }
    }

    private void ship(Instant at, boolean purchased, boolean refunded) {
        ObjectNode shipment = JSON.objectNode();
        shipment.put("id", "shp_" + id).put("object", "Shipment").put("mode", mode);
        shipment.put("created_at", created.toString()).put("updated_at", at.toString());
        shipment.put("reference", "order-" + id.substring(0, 8)).put("is_return", false);
        shipment.put("status", purchased ? "unknown" : "created");
        shipment.set("from_address", address("adr_shop", Place.ALL.get(0), Instant.parse("2026-01-01T00:00:00Z")));
        shipment.set("to_address", address("adr_" + id, to, created));
        ObjectNode parcel = shipment.putObject("parcel").put("id", "prcl_" + id).put("object", "Parcel");
        parcel.put("created_at", created.toString())
                .put("updated_at", created.toString())
                .put("mode", mode);
        parcel.put("length", 10.0).put("width", 8.5).put("height", 4.0).put("weight", 12.0 + id.charAt(0) % 7);
        ArrayNode rates = shipment.putArray("rates");
        rates.add(rate());
        shipment.put("insurance", insured() ? "100.00" : null);
        ArrayNode fees = shipment.putArray("fees");
        if (purchased) {
            shipment.put("tracking_code", "T" + id);
            shipment.set("selected_rate", rate());
            fee(fees, "LabelFee", "0.01000", false);
            fee(fees, "PostageFee", price.toPlainString(), refunded);
            if (insured()) {
                fee(fees, "InsuranceFee", "1.25000", false);
            }
            shipment.putObject("postage_label").put("id", "pl_" + id).put("created_at", bought.toString());
            shipment.put("refund_status", refunded ? "refunded" : null);
        }
        tell("shipment.updated", at, shipment);
    }

    private boolean insured() {
        return id.charAt(1) % 3 == 0;
    }

    private ObjectNode rate() {
        ObjectNode rate = JSON.objectNode().put("id", "rate_" + id).put("object", "Rate");
        rate.put("carrier", offer.carrier()).put("service", offer.service());
        rate.put("rate", price.toPlainString()).put("currency", offer.currency());
        rate.put("list_rate", price.add(BigDecimal.ONE).toPlainString()).put("list_currency", offer.currency());
        if (id.charAt(2) % 3 == 0) {
            rate.put("delivery_days", 1 + id.charAt(3) % 5);
        } else if (id.charAt(2) % 3 == 1) {
            rate.put(
                    "delivery_date",
                    bought.plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.DAYS).toString());
            rate.put("delivery_date_guaranteed", true);
        }
        return rate;
    }

    private static ObjectNode address(String id, Place place, Instant at) {
        ObjectNode address = JSON.objectNode().put("id", id).put("object", "Address");
        address.put("created_at", at.toString()).put("updated_at", at.toString());
        address.put("name", "Recipient of " + id)
                .put("street1", "1 Main Street")
                .put("city", place.city());
        address.put("state", place.state()).put("zip", place.zip()).put("country", place.country());
        return address.put("phone", "4155550100").put("residential", true);
    }

    private static void fee(ArrayNode fees, String type, String amount, boolean refunded) {
        fees.addObject()
                .put("object", "Fee")
                .put("type", type)
                .put("amount", amount)
                .put("charged", true)
                .put("refunded", refunded);
    }

    /** Each scan makes a version; now and then two share an updated_at and the one with more scans is newer. */
    private void track(String shipment, int scans) {
        String end = scans < 3 ? "in_transit" : ENDS.get(dice.nextInt(ENDS.size()));
        List<ObjectNode> all = scans(scans, end);
        Instant first = bought.plusSeconds(60);
        boolean together = dice.nextInt(6) == 0;
        LocalPromise promise = new LocalPromise(dice.nextInt(4), dice.nextInt(3));
        for (int known = 1; known <= scans; known++) {
            Instant at = together && known == scans && scans > 1 ? at(scans - 2) : at(known - 1);
            ObjectNode tracker = JSON.objectNode();
            tracker.put("id", "trk_" + id).put("object", "Tracker").put("mode", mode);
            tracker.put("tracking_code", "T" + id).put("carrier", offer.tracked());
            tracker.put("shipment_id", shipment.isEmpty() ? null : shipment);
            tracker.put("created_at", first.toString())
                    .put("updated_at", at.plusSeconds(30).toString());
            ObjectNode newest = all.get(known - 1);
            tracker.set("status", newest.get("status"));
            tracker.set("status_detail", newest.get("status_detail"));
            boolean over = known == scans && end.equals("delivered");
            tracker.put("signed_by", over && id.charAt(4) % 2 == 0 ? "J DOE" : null);
            tracker.put("finalized", over).put("is_return", false);
            if (promise.estimates() != 0) {
                tracker.put(
                        "est_delivery_date",
                        at(2 + known % promise.estimates())
                                .truncatedTo(ChronoUnit.DAYS)
                                .toString());
            }
            ObjectNode detail = tracker.putObject("carrier_detail").put("service", offer.service());
            if (promise.guarantees() == 1) {
                detail.put(
                        "guaranteed_delivery_date",
                        first.plus(Duration.ofDays(2))
                                .truncatedTo(ChronoUnit.DAYS)
                                .toString());
            }
            ArrayNode details = tracker.putArray("tracking_details");
            all.subList(0, known).forEach(details::add);
            fee(tracker.putArray("fees"), "TrackerFee", "0.00000", false);
            tell("tracker.updated", at.plusSeconds(31), tracker);
        }
    }

    private List<ObjectNode> scans(int count, String end) {
        var scans = new ArrayList<ObjectNode>();
        for (int i = 0; i < count; i++) {
            String status =
                    i == 0 ? "pre_transit" : i == count - 1 ? end : i == count - 2 ? "out_for_delivery" : "in_transit";
            ObjectNode scan = JSON.objectNode().put("object", "TrackingDetail");
            scan.put("message", "Step " + i + " of " + id.substring(0, 8)).put("status", status);
            boolean mishap = i > 1 && dice.nextInt(8) == 0 && !status.equals("delivered");
            scan.put("status_detail", mishap ? MISHAPS.get(dice.nextInt(MISHAPS.size())) : "arrived_at_facility");
            scan.put(
                    "datetime",
                    i % 3 == 1 ? at(i).atOffset(ZoneOffset.ofHours(-5)).toString() : at(i).toString());
            scan.put("source", offer.tracked()).put("carrier_code", "C" + i);
            Place place = Place.ALL.get((i + to.city().length()) % Place.ALL.size());
            scan.putObject("tracking_location")
                    .put("object", "TrackingLocation")
                    .put("city", place.city())
                    .put("state", place.state())
                    .put("country", place.country())
                    .put("zip", place.zip());
            scans.add(scan);
        }
        return scans;
    }

    /** When a scan was made: nine hours and some after the one before, always with seconds that are not 0. */
    private Instant at(int scan) {
        Instant base = bought.plusSeconds(3_600L + 32_400L * scan + id.charAt(5) * 60L);
        return base.truncatedTo(ChronoUnit.MINUTES).plusSeconds(1 + scan);
    }

    private void refund(Instant at, String status) {
        ObjectNode refund = JSON.objectNode()
                .put("id", "rfnd_" + id)
                .put("object", "Refund")
                .put("mode", mode);
        refund.put("created_at", bought.plusSeconds(7_200).toString()).put("updated_at", at.toString());
        refund.put("tracking_code", "T" + id).put("carrier", offer.carrier()).put("status", status);
        tell("refund.successful", at, refund.put("shipment_id", "shp_" + id));
    }

    private void invoice() {
        ObjectNode invoice = JSON.objectNode().put("id", "shpinvoice_" + id).put("object", "ShipmentInvoice");
        Instant at = bought.plus(Duration.ofDays(6));
        invoice.put("created_at", at.toString())
                .put("updated_at", at.toString())
                .put("mode", mode);
        invoice.put("shipment_id", "shp_" + id).put("tracking_code", "T" + id).put("currency", offer.currency());
        invoice.put("final_invoice_amount", price.add(new BigDecimal("2.75")).toPlainString());
        invoice.put("initially_paid_amount", price.toPlainString()).put("adjustment_reason", "weight");
        tell("shipment.invoice.created", at, invoice);
    }

    private void tell(String description, Instant at, ObjectNode result) {
        told.add(Webhook.of("evt_%s%02x".formatted(id, told.size()), description, mode, at.toString(), result));
    }

    /** How the carrier promises: estimates that move, and a guarantee. */
    private record LocalPromise(int estimates, int guarantees) {}
}
