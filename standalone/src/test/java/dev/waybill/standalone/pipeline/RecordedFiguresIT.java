package dev.waybill.standalone.pipeline;

import static dev.waybill.standalone.pipeline.Values.at;
import static dev.waybill.standalone.pipeline.Values.date;
import static dev.waybill.standalone.pipeline.Values.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tables say of EasyPost's recordings. The expected values were worked out by hand from the recordings. */
@ExtendWith(Played.Once.class)
class RecordedFiguresIT {

    private final Tables tables;

    RecordedFiguresIT(Played played) {
        tables = played.tables();
    }

    @Test
    void theDeliveredParcelHasItsExactFigures() {
        Map<String, Object> shipment = tables.shipment("shp_a2950885f2f34a4fb453b95b4390acb9");
        assertThat(shipment)
                .containsEntry("tracker_id", "trk_08929df0b1904e21afc4dada3df5acdd")
                .containsEntry("tracking_code", "9400100110368066416749")
                .containsEntry("mode", "test")
                .containsEntry("status", "delivered")
                .containsEntry("status_detail", "arrived_at_destination")
                .containsEntry("carrier", "USPS")
                .containsEntry("service", "GroundAdvantage")
                .containsEntry("finalized", true)
                .containsEntry("signed_by", "John Tester")
                .containsEntry("delivered_at", at("2024-06-26T11:10:43Z"))
                .containsEntry("easypost_user_id", "user_of_the_test");
        assertThat(tables.scans("shp_a2950885f2f34a4fb453b95b4390acb9"))
                .containsEntry("scans", 8L)
                .containsEntry("first", at("2024-06-23T21:19:43Z"));

        Map<String, Object> metrics = tables.metrics("shp_a2950885f2f34a4fb453b95b4390acb9");
        assertThat(metrics)
                .containsEntry("shipped_on", date("2024-07-23"))
                .containsEntry("counted", true)
                .containsEntry("final_status", "delivered")
                .containsEntry("promised_date", date("2024-07-23"))
                .containsEntry("attempted_date", date("2024-06-26"))
                .containsEntry("delivered_date", date("2024-06-26"))
                .containsEntry("on_time", true)
                .containsEntry("days_late", 0)
                .containsEntry("tracking_updates_count", 8)
                .containsEntry("exceptions_count", 0)
                .containsEntry("delivery_attempts", 1)
                .containsEntry("first_scan_to_delivery_seconds", 140_940L)
                .containsEntry("longest_scan_gap_seconds", 92_160L);
        number(metrics, "transit_days", "1.63125");
        number(metrics, "transit_business_days", "1.63125");
        assertThat(metrics.get("actual_delivery_days")).isNull();
    }

    @Test
    void theParcelOnItsWayHasNoOutcome() {
        assertThat(tables.shipment("shp_313455b1af2843bba16b05df1803a302"))
                .containsEntry("status", "in_transit")
                .containsEntry("finalized", false)
                .containsEntry("delivered_at", null)
                .containsEntry("first_estimate", date("2024-08-16"));
        assertThat(tables.scans("shp_313455b1af2843bba16b05df1803a302")).containsEntry("scans", 6L);
        assertThat(tables.metrics("shp_313455b1af2843bba16b05df1803a302"))
                .containsEntry("shipped_on", date("2024-08-16"))
                .containsEntry("final_status", null)
                .containsEntry("on_time", null)
                .containsEntry("transit_days", null)
                .containsEntry("promised_date", date("2024-08-16"));
    }

    @Test
    void theShipmentWithACustomsFormHasItsCosts() {
        Map<String, Object> shipment = tables.shipment("shp_34c2783bebf14fa6ab9c4a0159d06a14");
        assertThat(shipment)
                .containsEntry("status", "purchased")
                .containsEntry("tracker_id", "trk_e945c32fbab14c7fb823125fa2d09293")
                .containsEntry("tracking_code", "9400100208271089110836")
                .containsEntry("label_date", at("2024-09-16T18:22:34Z"))
                .containsEntry("purchased_at", at("2024-09-16T18:22:34Z"))
                .containsEntry("delivery_days", 3)
                .containsEntry("currency", "USD");
        number(shipment, "base_cost", "5.93");
        number(shipment, "total_cost", "6.43");
        number(shipment, "insurance", "100");
        Map<String, Object> metrics = tables.metrics("shp_34c2783bebf14fa6ab9c4a0159d06a14");
        assertThat(metrics)
                .containsEntry("shipped_on", date("2024-09-16"))
                .containsEntry("promised_date", date("2024-09-19"))
                .containsEntry("creation_to_purchase_seconds", 6L);
        number(metrics, "insurance_cost", "0.5");
        number(metrics, "fees_total", "6.43");
        number(metrics, "surcharges", "0");
        assertThat(tables.row("""
                        select c.contents_type, c.customs_signer, jsonb_array_length(c.customs_items) items
                        from shipments s join customs_infos c on c.id = s.customs_info_id
                        where s.easypost_id = 'shp_34c2783bebf14fa6ab9c4a0159d06a14'
                        """))
                .containsEntry("contents_type", "merchandise")
                .containsEntry("customs_signer", "Steve Brule")
                .containsEntry("items", 1);
    }

    @Test
    void theCarrierRowsAddUp() {
        Map<String, Object> july = tables.carrier("test", "GroundAdvantage", "2024-07-23");
        assertThat(july)
                .containsEntry("total_shipments", 5L)
                .containsEntry("delivered", 5L)
                .containsEntry("on_time", 5L)
                .containsEntry("delayed", 0L)
                .containsEntry("failed", 0L)
                .containsEntry("in_flight", 0L)
                .containsEntry("total_cost", null);
        number(july, "on_time_rate", "1");
        assertThat(july.get("reliability_score"))
                .asInstanceOf(InstanceOfAssertFactories.BIG_DECIMAL)
                .isBetween(new BigDecimal("56.55"), new BigDecimal("56.56"));

        Map<String, Object> september = tables.carrier("test", "GroundAdvantage", "2024-09-16");
        assertThat(september)
                .containsEntry("total_shipments", 2L)
                .containsEntry("in_flight", 2L)
                .containsEntry("currency", "USD")
                .containsEntry("on_time_rate", null);
        number(september, "total_cost", "12.86");
        number(september, "average_cost", "6.43");
        assertThat(tables.row("""
                        select total_shipments, in_flight from analytics_summaries
                        where mode = 'test' and period = 'weekly' and date = date '2024-09-16'
                        """)).containsEntry("total_shipments", 2L).containsEntry("in_flight", 2L);
    }

    @Test
    void aRefundLeavesTheFiguresOnlyWhenItIsGranted() {
        assertThat(tables.shipment("shp_e2b01acfa9ce40a1beabb08665cac06d"))
                .containsEntry("refund_status", "submitted")
                .containsEntry("status", "pre_transit");
        assertThat(tables.metrics("shp_e2b01acfa9ce40a1beabb08665cac06d")).containsEntry("counted", true);
    }
}
