package dev.waybill.standalone.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What EasyPost and the shop tell of one parcel until now: each thing when it is known, now and then late or twice. */
final class Story {

    private static final Duration INVOICE_AFTER = Duration.ofDays(4);

    private final Parcel parcel;
    private final Dice dice;
    private final Instant now;
    private final List<Message> messages = new ArrayList<>();

    private Story(Parcel parcel, Dice dice, Instant now) {
        this.parcel = parcel;
        this.dice = dice;
        this.now = now;
    }

    static List<Message> of(Parcel parcel, Dice dice, Instant now) {
        var story = new Story(parcel, dice, now);
        story.tell();
        return List.copyOf(story.messages);
    }

    private void tell() {
        boolean bought = parcel.fate() != Fate.QUOTE;
        ObjectNode shipment = ShipmentJson.of(parcel, dice);
        messages.add(new Message.PostedShipment(
                earliest(
                        bought
                                ? parcel.purchased().plusSeconds(5)
                                : parcel.created().plusSeconds(5)),
                shipment));
        if (!bought) {
            return;
        }
        if (parcel.extras().insured()) {
            insure();
        }
        track();
        if (parcel.fate() == Fate.REFUNDED) {
            refund();
        } else if (parcel.extras().reinvoiced()) {
            invoice();
        }
    }

    private void track() {
        @Nullable String before = null;
        List<Scan> scans = parcel.scans();
        for (int told = 1; told <= scans.size(); told++) {
            Scan newest = scans.get(told - 1);
            // some scans are told together with the next
            boolean waits = told > 1 && told < scans.size() && dice.chance(0.25);
            Instant updated = newest.at().plus(dice.minutes(1, 12));
            if (!waits && !updated.isAfter(now)) {
                ObjectNode tracker = TrackerJson.of(parcel, scans.subList(0, told), updated);
                webhook(before == null ? "tracker.created" : "tracker.updated", tracker, updated, before);
                before = newest.status();
            }
        }
    }

    private void insure() {
        Instant bought = parcel.purchased().plusSeconds(30);
        webhook(
                "insurance.purchased",
                Json.object(
                        "id",
                        dice.id("ins"),
                        "object",
                        "Insurance",
                        "mode",
                        ShipmentJson.MODE,
                        "created_at",
                        bought,
                        "updated_at",
                        bought,
                        "amount",
                        new BigDecimal("250.00000"),
                        "fee",
                        ShipmentJson.fee("InsuranceFee", new BigDecimal("1.25000")),
                        "provider",
                        "easypost",
                        "provider_id",
                        null,
                        "reference",
                        null,
                        "shipment_id",
                        parcel.ids().shipment(),
                        "tracking_code",
                        parcel.ids().trackingCode(),
                        "status",
                        "purchased",
                        "messages",
                        Json.array(List.of())),
                bought,
                null);
    }

    private void refund() {
        Instant asked = parcel.purchased().plus(dice.minutes(60, 600));
        Instant refunded = asked.plus(Duration.ofDays(dice.between(1, 9)));
        ObjectNode refund = Json.object(
                "id",
                dice.id("rfnd"),
                "object",
                "Refund",
                "created_at",
                asked,
                "updated_at",
                refunded,
                "tracking_code",
                parcel.ids().trackingCode(),
                "confirmation_number",
                null,
                "status",
                "refunded",
                "carrier",
                parcel.offer().carrier(),
                "shipment_id",
                parcel.ids().shipment());
        webhook("refund.successful", refund, refunded, null);
    }

    /** The carrier weighed it and found it heavier. */
    private void invoice() {
        BigDecimal quoted = parcel.offer().price().of(parcel.ounces());
        BigDecimal captured = parcel.ounces().multiply(new BigDecimal("1.4")).setScale(1, RoundingMode.HALF_UP);
        BigDecimal billed = parcel.offer().price().of(captured);
        Instant created = parcel.purchased().plus(INVOICE_AFTER);
        Instant updated = created.plus(dice.minutes(600, 3000));
        ObjectNode invoice = Json.object(
                "id",
                dice.id("shpinv"),
                "object",
                "ShipmentInvoice",
                "mode",
                ShipmentJson.MODE,
                "status",
                "pending",
                "created_at",
                created,
                "updated_at",
                created,
                "shipment_id",
                parcel.ids().shipment(),
                "tracking_code",
                parcel.ids().trackingCode(),
                "carrier",
                parcel.offer().carrier(),
                "currency",
                parcel.offer().price().currency(),
                "quoted_amount",
                quoted,
                "initially_paid_amount",
                quoted,
                "final_invoice_amount",
                null,
                "adjustment_amount",
                null,
                "adjustment_reason",
                null,
                "claimed_weight",
                parcel.ounces(),
                "captured_weight",
                captured,
                "claimed_service",
                parcel.offer().service().name(),
                "captured_service",
                parcel.offer().service().name());
        webhook("shipment.invoice.created", invoice, created, null);
        ObjectNode settled = invoice.deepCopy();
        settled.setAll(Json.object(
                "status",
                "settled",
                "updated_at",
                updated,
                "final_invoice_amount",
                billed,
                "adjustment_amount",
                billed.subtract(quoted),
                "adjustment_reason",
                "weight"));
        webhook("shipment.invoice.updated", settled, updated, "pending");
    }

    private void webhook(String description, ObjectNode result, Instant at, @Nullable String before) {
        if (at.isAfter(now)) {
            return;
        }
        ObjectNode event = Json.object(
                "id",
                dice.id("evt"),
                "object",
                "Event",
                "mode",
                ShipmentJson.MODE,
                "description",
                description,
                "user_id",
                parcel.ids().user(),
                "created_at",
                at,
                "updated_at",
                at,
                "previous_attributes",
                before == null ? Json.object() : Json.object("status", before),
                "pending_urls",
                Json.MAPPER.createArrayNode().add("https://example.com/webhooks/easypost"),
                "completed_urls",
                Json.array(List.of()),
                "status",
                "pending",
                "result",
                result);
        Duration delay = dice.chance(0.05) ? dice.minutes(60, 900) : Duration.ZERO;
        messages.add(new Message.Webhook(earliest(at.plus(delay)), event));
        if (dice.chance(0.03)) {
            messages.add(new Message.Webhook(earliest(at.plus(delay).plus(dice.minutes(5, 60))), event));
        }
    }

    /** All is sent by now, however late it comes. */
    private Instant earliest(Instant time) {
        return time.isAfter(now) ? now : time;
    }
}
