package dev.waybill.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ExpectedTest {

    private static final Instant NOW = Instant.parse("2026-03-18T15:04:05Z");
    private static final ObjectNode QUOTE = Json.object("id", "shp_1", "object", "Shipment");
    private static final ObjectNode BOUGHT = Json.object("id", "shp_2", "object", "Shipment", "tracking_code", "1Z");

    @Test
    void aQuoteIsARowAndNoFigure() {
        assertThat(Expected.of(List.of(posted(QUOTE), posted(BOUGHT)))).isEqualTo(new Expected(2, 0, 1, 0, 0));
    }

    @Test
    void theScansAreThoseOfTheNewestTelling() {
        assertThat(Expected.of(List.of(
                        told(tracker("2026-03-02T00:00:00Z", "2026-03-01T10:00:00Z")),
                        told(tracker("2026-03-01T00:00:00Z", "2026-03-01T08:00:00Z", "2026-03-01T09:00:00Z")))))
                .isEqualTo(new Expected(1, 1, 1, 0, 0));
    }

    @Test
    void aScanToldTwiceInAListIsOne() {
        assertThat(Expected.of(
                        List.of(told(tracker("2026-03-02T00:00:00Z", "2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z")))))
                .isEqualTo(new Expected(1, 1, 1, 0, 0));
    }

    @Test
    void whatWasRefundedIsNoFigure() {
        ObjectNode refund = Json.object("object", "Refund", "shipment_id", "shp_2", "status", "refunded");
        assertThat(Expected.of(List.of(posted(BOUGHT), told(refund)))).isEqualTo(new Expected(1, 0, 0, 0, 0));
    }

    @Test
    void anInvoiceIsAwaitedOnceItIsFinal() {
        ObjectNode pending =
                Json.object("object", "ShipmentInvoice", "shipment_id", "shp_2", "final_invoice_amount", null);
        ObjectNode settled =
                Json.object("object", "ShipmentInvoice", "shipment_id", "shp_2", "final_invoice_amount", 9);
        assertThat(Expected.of(List.of(told(pending))).invoices()).isZero();
        assertThat(Expected.of(List.of(told(pending), told(settled), told(settled)))
                        .invoices())
                .isOne();
    }

    @Test
    void aBatchToldTwiceIsOne() {
        ObjectNode batch = Json.object("object", "Batch", "id", "batch_1");
        assertThat(Expected.of(List.of(told(batch), told(batch)))).isEqualTo(new Expected(0, 0, 0, 0, 1));
    }

    @Property(tries = 20)
    void neitherOrderNorRepetitionMatters(@ForAll Random random) {
        List<Message> messages = new ArrayList<>(Recordings.messages(NOW));
        messages.addAll(Simulator.messages(random.nextLong(), 10, NOW));
        Expected expected = Expected.of(messages);
        messages.addAll(messages.subList(0, messages.size() / 3));
        Collections.shuffle(messages, random);
        assertThat(Expected.of(messages)).isEqualTo(expected);
    }

    private static ObjectNode tracker(String updated, String... scans) {
        return Json.object(
                "object",
                "Tracker",
                "id",
                "trk_1",
                "updated_at",
                updated,
                "tracking_details",
                Json.array(java.util.Arrays.stream(scans)
                        .map(time -> Json.object("datetime", time))
                        .toList()));
    }

    private static Message posted(ObjectNode shipment) {
        return new Message.PostedShipment(NOW, shipment);
    }

    private static Message told(ObjectNode result) {
        return new Message.Webhook(NOW, Json.object("object", "Event", "result", result));
    }
}
