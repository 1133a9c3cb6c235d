package dev.waybill.analytics.topology;

import static dev.waybill.analytics.Shipments.costing;
import static dev.waybill.analytics.Shipments.decimal;
import static dev.waybill.analytics.Shipments.delivered;
import static dev.waybill.analytics.Shipments.failed;
import static dev.waybill.analytics.Shipments.inTransit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.analytics.Shipments;
import dev.waybill.events.AnalyticsSummary;
import dev.waybill.events.CarrierPerformance;
import dev.waybill.events.CarrierStat;
import dev.waybill.events.CostTotal;
import dev.waybill.events.DestinationCount;
import dev.waybill.events.Period;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.CloudEvent;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RollupsTest {

    private static final String USPS = "production|USPS|Priority|2024-07-30";
    private static final String DAY = "production|daily|2024-07-30";
    private static final String WEEK = "production|weekly|2024-07-29";
    private static final String MONTH = "production|monthly|2024-07-01";

    private final Driven driven = new Driven();

    @AfterEach
    void stop() {
        driven.close();
    }

    /**
     * Four delivered in 2, 2.5, 3 and 10 days (4.375 on average; 48, 60, 72 and 240 hours), three of them on time; one returned and late; one
     * under way. On time 3 of 5; Wilson: (6 + z² − z √(z² + 4.8)) / 2(5 + z²) = 23.07243 %.
     */
    @Test
    void aCarriersDayIsWhatItsShipmentsAre() {
        tellSix();
        CarrierPerformance row = driven.carriers().get(USPS);
        assertThat(row)
                .isEqualTo(CarrierPerformance.newBuilder()
                        .setMode("production")
                        .setCarrier("USPS")
                        .setService("Priority")
                        .setDate(Shipments.TUESDAY)
                        .setTotalShipments(6)
                        .setDelivered(4)
                        .setFailed(1)
                        .setInFlight(1)
                        .setOnTime(3)
                        .setDelayed(2)
                        .setCosts(Map.of(
                                "USD", new CostTotal(decimal("20.5"), 3L), "CAD", new CostTotal(decimal("12.25"), 1L)))
                        .setExceptions(2)
                        .setDeliveryDaysKnown(4)
                        .setAvgDeliveryDays(decimal("4.375"))
                        .setMinDeliveryDays(decimal("2"))
                        .setMaxDeliveryDays(decimal("10"))
                        .setP50DeliveryDays(decimal("2.5"))
                        .setP90DeliveryDays(decimal("10"))
                        .setOnTimeRate(decimal("0.6"))
                        .setReliabilityScore(decimal("23.07243"))
                        .build());
    }

    @Test
    void dayWeekAndMonthAddUpAllCarriers() {
        tellSix();
        driven.tell(inTransit("shp_7").setCarrier("UPS").setService("Ground").setDestinationState("NY"));
        Map<String, AnalyticsSummary> rows = driven.summaries();
        assertThat(rows).containsOnlyKeys(DAY, WEEK, MONTH);
        AnalyticsSummary day = rows.get(DAY);
        assertThat(day)
                .isEqualTo(AnalyticsSummary.newBuilder()
                        .setMode("production")
                        .setPeriod(Period.DAILY)
                        .setDate(Shipments.TUESDAY)
                        .setTotalShipments(7)
                        .setSuccessful(4)
                        .setFailed(1)
                        .setInFlight(2)
                        .setOnTime(3)
                        .setDelayed(2)
                        .setCosts(Map.of(
                                "USD", new CostTotal(decimal("20.5"), 3L), "CAD", new CostTotal(decimal("12.25"), 1L)))
                        .setAvgDeliveryDays(decimal("4.375"))
                        .setOnTimeRate(decimal("0.6"))
                        .setCarrierStats(Map.of(
                                "USPS",
                                new CarrierStat(6L, 4L, 1L, 3L, 2L, decimal("0.6"), decimal("4.375"), day.getCosts()),
                                "UPS",
                                new CarrierStat(1L, 0L, 0L, 0L, 0L, null, null, Map.of())))
                        .setTopDestinations(
                                List.of(new DestinationCount("US", "CA", 6L), new DestinationCount("US", "NY", 1L)))
                        .build());
        assertThat(rows.get(WEEK).getTotalShipments()).isEqualTo(7);
        assertThat(rows.get(WEEK).getCarrierStats()).isEqualTo(day.getCarrierStats());
        assertThat(rows.get(MONTH).getTopDestinations()).isEqualTo(day.getTopDestinations());
    }

    @Test
    void aWeekMayEndInTheNextMonth() {
        driven.tell(inTransit("shp_1").setShippedOn(LocalDate.of(2024, 7, 31)));
        driven.tell(inTransit("shp_2").setShippedOn(LocalDate.of(2024, 8, 1)));
        Map<String, AnalyticsSummary> rows = driven.summaries();
        assertThat(rows.get(WEEK).getTotalShipments()).isEqualTo(2);
        assertThat(rows.get(MONTH).getTotalShipments()).isEqualTo(1);
        assertThat(rows.get("production|monthly|2024-08-01").getTotalShipments())
                .isEqualTo(1);
    }

    @Test
    void aDuplicateSendsNothing() {
        driven.tell(costing(delivered("shp_1", "2", true), "5", "USD"));
        driven.carriers();
        driven.summaries();
        driven.tell(costing(delivered("shp_1", "2", true), "5", "USD").setRevision(2));
        assertThat(driven.carriers()).isEmpty();
        assertThat(driven.summaries()).isEmpty();
    }

    @Test
    void aRowThatIsToldAgainHasTheSameIdAndOneThatBecomesAgainWhatItWasHasNot() {
        List<String> ids = idsOfThereAndBack(driven);
        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
        try (var again = new Driven()) {
            assertThat(idsOfThereAndBack(again)).isEqualTo(ids);
        }
    }

    @Test
    void theNewSnapshotTakesThePlaceOfTheOld() {
        driven.tell(costing(inTransit("shp_1"), "5", "USD"));
        driven.tell(costing(delivered("shp_1", "2", false), "6.5", "USD"));
        CarrierPerformance row = driven.carriers().get(USPS);
        assertThat(row.getTotalShipments()).isEqualTo(1);
        assertThat(row.getInFlight()).isZero();
        assertThat(row.getDelayed()).isEqualTo(1);
        assertThat(row.getCosts()).isEqualTo(Map.of("USD", new CostTotal(decimal("6.5"), 1L)));
        assertThat(driven.summaries().get(MONTH).getSuccessful()).isEqualTo(1);
    }

    @Test
    void aRowGoesWhenItsLastShipmentMovesToAnother() {
        driven.tell(inTransit("shp_1"));
        driven.tell(inTransit("shp_1").setCarrier("UPS").setService("Ground"));
        Map<String, CarrierPerformance> rows = driven.carriers();
        assertThat(rows).containsEntry(USPS, null);
        assertThat(rows.get("production|UPS|Ground|2024-07-30").getTotalShipments())
                .isEqualTo(1);
        assertThat(driven.summaries().get(DAY).getCarrierStats()).containsOnlyKeys("UPS");
    }

    @Test
    void aMoveToAnotherDayMovesItInEveryPeriod() {
        driven.tell(inTransit("shp_1"));
        driven.tell(inTransit("shp_1").setShippedOn(LocalDate.of(2024, 8, 5)));
        Map<String, AnalyticsSummary> rows = driven.summaries();
        assertThat(rows).containsEntry(DAY, null).containsEntry(WEEK, null).containsEntry(MONTH, null);
        assertThat(rows.get("production|weekly|2024-08-05").getTotalShipments()).isEqualTo(1);
    }

    @Test
    void aRefundedShipmentLeavesAndMayComeBack() {
        driven.tell(inTransit("shp_1"));
        driven.tell(inTransit("shp_1").setStatus("refunded").setCounted(false));
        assertThat(driven.carriers()).containsEntry(USPS, null);
        assertThat(driven.summaries())
                .containsEntry(DAY, null)
                .containsEntry(WEEK, null)
                .containsEntry(MONTH, null);
        driven.tell(inTransit("shp_1"));
        assertThat(driven.carriers().get(USPS).getTotalShipments()).isEqualTo(1);
        assertThat(driven.summaries().get(WEEK).getTotalShipments()).isEqualTo(1);
    }

    @Test
    void extremesAreRightWhenAShipmentLeaves() {
        tellSix();
        driven.tell(delivered("shp_4", "10", false).setCounted(false));
        CarrierPerformance row = driven.carriers().get(USPS);
        assertThat(row.getMaxDeliveryDays()).isEqualTo(decimal("3"));
        assertThat(row.getP50DeliveryDays()).isEqualTo(decimal("2.5"));
        assertThat(row.getP90DeliveryDays()).isEqualTo(decimal("3"));
        assertThat(row.getAvgDeliveryDays()).isEqualTo(decimal("2.5"));
    }

    @Test
    void testAndProductionAreApart() {
        driven.tell(inTransit("shp_1"));
        driven.tell(inTransit("shp_2").setMode("test"));
        assertThat(driven.carriers()).containsOnlyKeys(USPS, "test|USPS|Priority|2024-07-30");
    }

    @Test
    void tenDestinationsByCountThenName() {
        for (int state = 11; state >= 0; state--) {
            driven.tell(inTransit("shp_" + state).setDestinationState("S%02d".formatted(state)));
        }
        driven.tell(inTransit("shp_x").setDestinationCountry("CA").setDestinationState("ON"));
        driven.tell(inTransit("shp_y").setDestinationState("S11"));
        assertThat(driven.summaries().get(DAY).getTopDestinations())
                .extracting(DestinationCount::getState)
                .containsExactly("S11", "ON", "S00", "S01", "S02", "S03", "S04", "S05", "S06", "S07");
    }

    @Test
    void aTotalBeyondMoneyIsLeftOut() {
        driven.tell(costing(inTransit("shp_1"), "99999999999999.99999", "USD"));
        driven.tell(costing(inTransit("shp_2"), "99999999999999.99999", "USD"));
        CarrierPerformance row = driven.carriers().get(USPS);
        assertThat(row.getTotalShipments()).isEqualTo(2);
        assertThat(row.getCosts()).isEmpty();
    }

    private static List<String> idsOfThereAndBack(Driven driven) {
        driven.tell(inTransit("shp_1"));
        driven.tell(failed("shp_1"));
        driven.tell(inTransit("shp_1"));
        return driven.sent(Topics.CARRIER_PERFORMANCE).stream()
                .map(row -> CloudEvent.idIn(row.headers()))
                .toList();
    }

    private void tellSix() {
        driven.tell(costing(delivered("shp_1", "2", true), "7.5", "USD"));
        driven.tell(costing(delivered("shp_2", "2.5", true), "8", "USD"));
        driven.tell(costing(delivered("shp_3", "3", true), "12.25", "CAD"));
        driven.tell(delivered("shp_4", "10", false));
        driven.tell(costing(failed("shp_5").setOnTime(false), "5", "USD"));
        driven.tell(inTransit("shp_6"));
    }
}
