package dev.waybill.console.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.Envelope;
import dev.waybill.events.Refund;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.events.Source;
import dev.waybill.events.Version;
import dev.waybill.schemas.topics.Topics;
import java.time.Instant;
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
