package dev.waybill.console.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.Envelope;
import dev.waybill.events.Refund;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.events.Source;
import dev.waybill.events.Version;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToldTest {

    private static final Instant TIME = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void aRefundIsFoundByTheCodeAndTheCarrierThatItNames() {
        Told told = Told.of(
                "shp_1",
                ShipmentEvent.newBuilder()
                        .setShipmentId("shp_1")
                        .setKind(ShipmentEventKind.REFUNDED)
                        .setEnvelope(Envelope.newBuilder()
                                .setMode("production")
                                .setSource(Source.WEBHOOK)
                                .setEventType("refund.successful")
                                .setReceivedAt(TIME)
                                .build())
                        .setVersion(new Version(TIME, 1, 0, null, ""))
                        .setRefund(Refund.newBuilder()
                                .setId("rfnd_1")
                                .setTrackingCode("9400")
                                .setCarrier("USPS")
                                .build())
                        .build());

        assertThat(told).isEqualTo(new Told("shp_1", "9400", "USPS", "production", "refund.successful"));
        assertThat(told.says(new Told(null, "9400", "usps", null, null))).isTrue();
        assertThat(told.says(new Told(null, "9401", null, null, null))).isFalse();
    }

    /** As EasyPost sends them: a refund has no mode of its own, and several come as a list. */
    @Test
    void aWebhookTellsOfEachObjectInItsResult() {
        assertThat(webhook("""
                {"object": "Event", "description": "refund.successful", "mode": "production", "result": [
                    {"object": "Refund", "id": "rfnd_1", "shipment_id": "shp_1", "tracking_code": "9400", "carrier": "USPS"},
                    {"object": "Refund", "id": "rfnd_2", "shipment_id": "shp_2", "tracking_code": "9401", "carrier": "UPS"}]}"""))
                .containsExactly(
                        new Told("shp_1", "9400", "USPS", "production", "refund.successful"),
                        new Told("shp_2", "9401", "UPS", "production", "refund.successful"));
    }

    @Test
    void aWebhookIsAShipmentsHoweverItSaysSo() {
        var shipment = new Told("shp_1", null, null, "test", null);

        assertThat(webhook("{\"object\": \"shipment\", \"id\": \"shp_1\", \"mode\": \"test\"}"))
                .containsExactly(shipment);
        assertThat(webhook("{\"id\": \"shp_1\", \"mode\": \"test\"}")).containsExactly(shipment);
        assertThat(webhook("""
                {"object": "event", "description": "shipment.created", "result": {"id": "1", "mode": "test"}}""")).containsExactly(new Told("1", null, null, "test", "shipment.created"));
        assertThat(webhook("{\"object\": \"Tracker\", \"id\": \"trk_1\", \"shipment_id\": \"shp_1\"}"))
                .containsExactly(new Told("shp_1", null, null, "unknown", null));
    }

    private static List<Told> webhook(String body) {
        return Told.all(
                new ConsumerRecord<>(Topics.INBOX, 0, 0, null, body.getBytes(StandardCharsets.UTF_8)),
                new AvroWire(BundledSchemas.catalogue()));
    }

    @ParameterizedTest
    @CsvSource({
        "UPS, UPSDAP, true",
        "UPSDAP, UPS, true",
        "FedEx, FedExDefault, true",
        "UPS, USPS, false",
        "UPS,, false",
        ", UPS, true"
    })
    void carriersAreTheSameWhenTheirOneNameIs(@Nullable String wanted, @Nullable String told, boolean same) {
        assertThat(carrier(told).says(carrier(wanted))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "tracking-events, true",
        "shipment-events, true",
        "easypost.inbox, true",
        "status-events, false",
        "shipment-metrics, false"
    })
    void someRecordsSayWhichWebhookTheyComeFrom(String topic, boolean known) {
        assertThat(Told.knowsEventType(Topics.named(topic))).isEqualTo(known);
    }

    private static Told carrier(@Nullable String name) {
        return new Told(null, null, name, null, null);
    }
}
