package dev.waybill.benchmarks.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixedTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void eachTenthTellsAShipment() {
        List<String> descriptions = Mixed.of(Parcel.parcels(0, 27, NOW), NOW).stream()
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .map(body -> body.contains("\"shipment.updated\"") ? "shipment" : "tracker")
                .toList();

        assertThat(descriptions).hasSize(30);
        for (int i = 0; i < descriptions.size(); i++) {
            assertThat(descriptions.get(i)).isEqualTo(i % 10 == 9 ? "shipment" : "tracker");
        }
    }
}
