package dev.waybill.analytics.figures;

import static dev.waybill.analytics.Shipments.costing;
import static dev.waybill.analytics.Shipments.decimal;
import static dev.waybill.analytics.Shipments.delivered;
import static dev.waybill.analytics.Shipments.failed;
import static dev.waybill.analytics.Shipments.inTransit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.ShipmentMetrics;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ContributionTest {

    @Test
    void aShipmentThatIsNotCountedAddsNothing() {
        assertThat(Contribution.of(inTransit("shp_1").setCounted(false).build()))
                .isNull();
    }

    @Test
    void aShipmentWithoutADateAddsNothing() {
        assertThat(Contribution.of(inTransit("shp_1").setShippedOn(null).build()))
                .isNull();
    }

    @Test
    void finalStatusIsTheOutcome() {
        assertThat(of(inTransit("shp_1")).outcome()).isEqualTo(Outcome.IN_FLIGHT);
        assertThat(of(delivered("shp_1", "2", true)).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(of(failed("shp_1")).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void moneyNeedsACurrency() {
        assertThat(of(costing(inTransit("shp_1"), "7.4", "USD")).cost())
                .isEqualTo(new Contribution.Cost("USD", decimal("7.4")));
        assertThat(of(costing(inTransit("shp_1"), "7.4", null)).cost()).isNull();
        assertThat(of(costing(inTransit("shp_1"), "7.4", "dollar")).cost()).isNull();
    }

    @Test
    void namesAreNeverEmptyAndNeverEndless() {
        Contribution one = of(inTransit("shp_1")
                .setCarrier(" ")
                .setService("x".repeat(10_000))
                .setDestinationCountry(null)
                .setDestinationState(null));
        assertThat(one.carrier()).isEqualTo("unknown");
        assertThat(one.service()).hasSize(255);
        assertThat(one.destination()).isEqualTo(new Destination("unknown", "unknown"));
    }

    @Test
    void negativeDaysAreUnknown() {
        assertThat(of(delivered("shp_1", "-1", true)).days()).isNull();
    }

    @Test
    void daysAreThoseOfDeliveredParcels() {
        assertThat(of(failed("shp_1").setActualDeliveryDays(decimal("12"))).days())
                .isNull();
        assertThat(of(delivered("shp_1", "2", true)).days()).isEqualByComparingTo("2");
    }

    private static Contribution of(ShipmentMetrics.Builder shipment) {
        return Contribution.of(shipment.build());
    }
}
