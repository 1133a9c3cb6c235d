package dev.waybill.benchmarks.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.Source;
import dev.waybill.ingest.normalizer.mapping.InboxRecord;
import dev.waybill.ingest.normalizer.mapping.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShipmentBodyTest {

    private static final Instant NOW = Instant.parse("2026-03-18T00:00:00Z");
    private static final List<ShipmentBody> SHIPMENTS = ShipmentBody.shipments(0, 100, NOW);

    @Test
    void theyAreOfFiveToSeventyFiveKilobytesAndMostAreSmall() {
        assertThat(sizes()).allSatisfy(size -> assertThat(size).isBetween(5_000, 75_000));
        assertThat(sizes()).filteredOn(size -> size > 35_000).hasSizeBetween(5, 20);
        assertThat(sizes()).filteredOn(size -> size > 65_000).isNotEmpty();
    }

    @Test
    void eachTellsAShipmentOfItsOwn() {
        assertThat(SHIPMENTS).allSatisfy(shipment -> assertThat(told(shipment)).isEqualTo(shipment.shipmentId()));
        assertThat(SHIPMENTS.stream().map(ShipmentBody::shipmentId)).doesNotHaveDuplicates();
    }

    @Test
    void theSameNumberTellsTheSame() {
        assertThat(ShipmentBody.shipments(7, 1, NOW).get(0).webhook())
                .isEqualTo(SHIPMENTS.get(7).webhook());
    }

    private static List<Integer> sizes() {
        return SHIPMENTS.stream().map(shipment -> shipment.webhook().length).toList();
    }

    private static String told(ShipmentBody shipment) {
        var received = new InboxRecord(shipment.webhook(), shipment.at().plusSeconds(2), Source.WEBHOOK, null);
        return Normalizer.normalize(received).stream()
                .map(event -> event.value() instanceof ShipmentEvent told ? told.getShipmentId() : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
