package dev.waybill.benchmarks.torture.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Cases worked out by hand. */
class OracleTest {

    private static final String QUOTE = """
            {"id": "shp_1", "object": "Shipment", "mode": "production", "created_at": "2026-03-05T09:00:00Z",
             "updated_at": "2026-03-05T09:00:00Z", "is_return": false, "fees": [], "rates": []}""";

    /** Labelled on a Thursday, promised in three business days: Tuesday the 10th. */
    private static final String BOUGHT = """
            {"id": "shp_1", "object": "Shipment", "mode": "production", "created_at": "2026-03-05T09:00:00Z",
             "updated_at": "2026-03-05T10:00:00Z", "is_return": false, "tracking_code": "T1", "rates": [],
             "to_address": {"id": "adr_1", "city": "Austin", "state": "TX", "zip": "78701", "country": "US",
                            "created_at": "2026-03-05T09:00:00Z", "updated_at": "2026-03-05T09:00:00Z"},
             "selected_rate": {"id": "rate_1", "carrier": "UPSDAP", "service": "Ground", "rate": "7.50", "currency": "USD",
                               "delivery_days": 3},
             "postage_label": {"created_at": "2026-03-05T10:00:00Z"},
             "fees": [{"type": "LabelFee", "amount": "0.01", "charged": true, "refunded": false},
                      {"type": "PostageFee", "amount": "7.50", "charged": true, "refunded": false}]}""";

    private static final String FIRST_SCAN = """
            {"object": "TrackingDetail", "status": "in_transit", "status_detail": "delayed", "message": "Accepted",
             "datetime": "2026-03-06T10:00:00Z", "source": "UPS", "carrier_code": "A", "tracking_location": {"city": "Reno"}}""";

    /** Written on the 10th, where it is the 11th in UTC. */
    private static final String DELIVERED = """
            {"object": "TrackingDetail", "status": "delivered", "status_detail": "arrived_at_destination", "message": "Done",
             "datetime": "2026-03-10T20:00:00-05:00", "source": "UPS", "carrier_code": "B", "tracking_location": {"city": "Austin"}}""";

    @Test
    void theOrderAndTheNumberOfTellingsDoNotMatter() {
        Content content = content(tracker(2, FIRST_SCAN, DELIVERED), BOUGHT, QUOTE);

        assertThat(content(QUOTE, BOUGHT, QUOTE, tracker(1, FIRST_SCAN), tracker(2, FIRST_SCAN, DELIVERED)))
                .isEqualTo(content);
        assertThat(content.tables().get("shipment_events"))
                .containsOnlyKeys("shp_1 2026-03-06T10:00:00Z A", "shp_1 2026-03-11T01:00:00Z B");
    }

    @Test
    void aScanThatTheNewestVersionDoesNotTellIsNone() {
        assertThat(content(tracker(1, FIRST_SCAN, DELIVERED), tracker(2, DELIVERED))
                        .tables()
                        .get("shipment_events"))
                .containsOnlyKeys("shp_1 2026-03-11T01:00:00Z B");
    }

    @Test
    void aShipmentIsPromisedFromTheDayThatTheCarrierHadItAndDatedAsItsScanIsWritten() {
        ObjectNode metrics = row(content(BOUGHT, tracker(2, FIRST_SCAN, DELIVERED)), "shipment_metrics", "shp_1");

        // three business days from Thursday the 5th and one that the shop took: Wednesday the 11th
        assertThat(metrics.path("promised_date").stringValue()).isEqualTo("2026-03-11");
        assertThat(metrics.path("delivered_date").stringValue()).isEqualTo("2026-03-10");
        assertThat(metrics.path("on_time").booleanValue()).isTrue();
        assertThat(metrics.path("label_to_first_scan_seconds").longValue()).isEqualTo(86_400);
        // five days and fifteen hours; of the transit's four days and fifteen hours two days are a weekend
        assertThat(metrics.path("actual_delivery_days").decimalValue()).isEqualTo(new BigDecimal("5.62500"));
        assertThat(metrics.path("transit_business_days").decimalValue()).isEqualTo(new BigDecimal("2.62500"));
        assertThat(metrics.path("exceptions_count").longValue()).isEqualTo(1);
        assertThat(metrics.path("total_cost").decimalValue()).isEqualByComparingTo("7.51");
        assertThat(metrics.path("surcharges").decimalValue()).isEqualByComparingTo("0.01");
    }

    @Test
    void aQuoteIsNoFigureAndARefundLeaves() {
        String refund = """
                {"id": "rfnd_1", "object": "Refund", "shipment_id": "shp_1", "status": "refunded",
                 "updated_at": "2026-03-06T10:00:00Z"}""";

        assertThat(content(QUOTE).tables()).doesNotContainKey("carrier_performance");
        assertThat(content(BOUGHT).tables().get("carrier_performance"))
                .containsOnlyKeys("production|UPS|Ground|2026-03-05");
        assertThat(content(BOUGHT, refund).tables()).doesNotContainKey("carrier_performance");
    }

    @Test
    void aDayAWeekAndAMonthTellTheSameShipment() {
        Content content = content(BOUGHT, tracker(2, FIRST_SCAN, DELIVERED));

        ObjectNode carrier = row(content, "carrier_performance", "production|UPS|Ground|2026-03-05");
        assertThat(carrier.path("on_time").longValue()).isEqualTo(1);
        // of one in one: (1 + z²/2 - z²/2) / (1 + z²) = 1 / 4.84146
        assertThat(carrier.path("reliability_score").decimalValue()).isEqualByComparingTo("20.65493");
        assertThat(carrier.path("p50_delivery_days").decimalValue()).isEqualByComparingTo("5.62500");
        assertThat(content.tables().get("analytics_summaries"))
                .containsOnlyKeys(
                        "production|daily|2026-03-05", "production|weekly|2026-03-02", "production|monthly|2026-03-01");
    }

    private static ObjectNode row(Content content, String table, String key) {
        return content.row(table, key);
    }

    private static String tracker(int version, String... scans) {
        return """
                {"id": "trk_1", "object": "Tracker", "mode": "production", "shipment_id": "shp_1", "carrier": "UPS",
                 "tracking_code": "T1", "status": "%s", "created_at": "2026-03-05T10:00:00Z",
                 "updated_at": "2026-03-1%dT10:00:00Z", "tracking_details": [%s], "fees": []}""".formatted(
                        scans[scans.length - 1].equals(DELIVERED) ? "delivered" : "in_transit",
                        version,
                        String.join(",", scans));
    }

    private static Content content(String... results) {
        List<byte[]> webhooks = Stream.of(results)
                .map(result -> "{\"object\": \"Event\", \"result\": " + result + "}")
                .map(webhook -> webhook.getBytes(StandardCharsets.UTF_8))
                .toList();
        return Oracle.content(webhooks);
    }
}
