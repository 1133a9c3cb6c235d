package dev.waybill.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testkit.Recordings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** EasyPost's recordings, signed and posted over HTTP, followed to every table. The expected values were worked out by hand from the recordings. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndIT {

    private static final List<String> TRACKERS = Recordings.lines("trackers.ndjson");
    private static final List<String> SHIPMENTS = Recordings.lines("shipments.ndjson");

    @TempDir
    private static Path folder;

    private static Pipeline pipeline;

    @BeforeAll
    static void sendEverything() {
        pipeline = new Pipeline(folder);
        pipeline.post(SHIPMENTS);
        webhooks().forEach(Runnable::run);
        pipeline.settle();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    @Order(1)
    void everyFactAndRollupTableIsFilled() {
        Tables tables = pipeline.tables();

        assertThat(tables.count("shipments")).isEqualTo(51);
        assertThat(tables.count("shipment_metrics")).isEqualTo(51);
        assertThat(tables.count("shipments where told_updated_at is not null")).isEqualTo(SHIPMENTS.size());
        assertThat(tables.count("addresses")).isPositive();
        assertThat(tables.count("parcels")).isEqualTo(30);
        assertThat(tables.count("customs_infos")).isEqualTo(6);
        assertThat(tables.count("shipment_events")).isPositive();
        assertThat(tables.count("carrier_performance")).isPositive();
        assertThat(tables.count("analytics_summaries")).isPositive();
        assertThat(tables.count("batch_operations where operation_type = 'batch'"))
                .isEqualTo(Recordings.lines("batches.ndjson").size());
    }

    @Test
    @Order(1)
    void theDeliveredParcelHasItsExactFigures() {
        Map<String, Object> shipment = shipment("shp_a2950885f2f34a4fb453b95b4390acb9");
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
        assertThat(scans("shp_a2950885f2f34a4fb453b95b4390acb9"))
                .containsEntry("scans", 8L)
                .containsEntry("first", at("2024-06-23T21:19:43Z"));

        Map<String, Object> metrics = metrics("shp_a2950885f2f34a4fb453b95b4390acb9");
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
    @Order(1)
    void theParcelOnItsWayHasNoOutcome() {
        assertThat(shipment("shp_313455b1af2843bba16b05df1803a302"))
                .containsEntry("status", "in_transit")
                .containsEntry("finalized", false)
                .containsEntry("delivered_at", null)
                .containsEntry("first_estimate", date("2024-08-16"));
        assertThat(scans("shp_313455b1af2843bba16b05df1803a302")).containsEntry("scans", 6L);
        assertThat(metrics("shp_313455b1af2843bba16b05df1803a302"))
                .containsEntry("shipped_on", date("2024-08-16"))
                .containsEntry("final_status", null)
                .containsEntry("on_time", null)
                .containsEntry("transit_days", null)
                .containsEntry("promised_date", date("2024-08-16"));
    }

    @Test
    @Order(1)
    void theShipmentWithACustomsFormHasItsCosts() {
        Map<String, Object> shipment = shipment("shp_34c2783bebf14fa6ab9c4a0159d06a14");
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
        Map<String, Object> metrics = metrics("shp_34c2783bebf14fa6ab9c4a0159d06a14");
        assertThat(metrics)
                .containsEntry("shipped_on", date("2024-09-16"))
                .containsEntry("promised_date", date("2024-09-19"))
                .containsEntry("creation_to_purchase_seconds", 6L);
        number(metrics, "insurance_cost", "0.5");
        number(metrics, "fees_total", "6.43");
        number(metrics, "surcharges", "0");
        assertThat(pipeline.tables().row("""
                        select c.contents_type, c.customs_signer, jsonb_array_length(c.customs_items) items
                        from shipments s join customs_infos c on c.id = s.customs_info_id
                        where s.easypost_id = 'shp_34c2783bebf14fa6ab9c4a0159d06a14'
                        """))
                .containsEntry("contents_type", "merchandise")
                .containsEntry("customs_signer", "Steve Brule")
                .containsEntry("items", 1);
    }

    @Test
    @Order(1)
    void theCarrierRowsAddUp() {
        Map<String, Object> july = carrier("2024-07-23");
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

        Map<String, Object> september = carrier("2024-09-16");
        assertThat(september)
                .containsEntry("total_shipments", 2L)
                .containsEntry("in_flight", 2L)
                .containsEntry("currency", "USD")
                .containsEntry("on_time_rate", null);
        number(september, "total_cost", "12.86");
        number(september, "average_cost", "6.43");
        assertThat(pipeline.tables().row("""
                        select total_shipments, in_flight from analytics_summaries
                        where mode = 'test' and period = 'weekly' and date = date '2024-09-16'
                        """))
                .containsEntry("total_shipments", 2L)
                .containsEntry("in_flight", 2L);
    }

    @Test
    @Order(1)
    void aRefundLeavesTheFiguresOnlyWhenItIsGranted() {
        assertThat(shipment("shp_e2b01acfa9ce40a1beabb08665cac06d"))
                .containsEntry("refund_status", "submitted")
                .containsEntry("status", "pre_transit");
        assertThat(metrics("shp_e2b01acfa9ce40a1beabb08665cac06d")).containsEntry("counted", true);
    }

    @Test
    @Order(1)
    void noPersonIsInAnyTopicButTwo() {
        assertThat(new PersonalTraces(pipeline.bootstrapServers()).outsideOfInboxAndPersonalData())
                .isEmpty();
    }

    @Test
    @Order(1)
    void theWriteEdgeHasNoDatabase() {
        assertThat(pipeline.ingest().getBeanNamesForType(DataSource.class)).isEmpty();
    }

    @Test
    @Order(2)
    void theSameStreamAgainAndThenInReverseChangesNothing() {
        List<String> facts = pipeline.tables().facts();
        List<String> rollups = pipeline.tables().rollups();

        pipeline.post(SHIPMENTS);
        webhooks().forEach(Runnable::run);
        List<Runnable> reversed = new ArrayList<>(webhooks());
        Collections.reverse(reversed);
        reversed.forEach(Runnable::run);
        List<String> shipments = new ArrayList<>(SHIPMENTS);
        Collections.reverse(shipments);
        pipeline.post(shipments);
        pipeline.settle();

        assertThat(pipeline.tables().facts()).isEqualTo(facts);
        assertThat(pipeline.tables().rollups()).isEqualTo(rollups);
    }

    private static List<Runnable> webhooks() {
        List<Runnable> webhooks = new ArrayList<>();
        add(webhooks, "tracker.updated", TRACKERS);
        add(webhooks, "refund.successful", Recordings.lines("refunds.ndjson"));
        add(webhooks, "insurance.purchased", Recordings.lines("insurances.ndjson"));
        add(webhooks, "batch.updated", Recordings.lines("batches.ndjson"));
        add(webhooks, "claim.updated", Recordings.lines("claims.ndjson"));
        add(webhooks, "scan_form.updated", Recordings.lines("scanforms.ndjson"));
        return webhooks;
    }

    private static void add(List<Runnable> webhooks, String type, List<String> results) {
        for (int number = 0; number < results.size(); number++) {
            String id = "evt_" + type + "_" + number;
            String result = results.get(number);
            webhooks.add(() -> pipeline.webhook(id, type, result));
        }
    }

    private static Map<String, Object> shipment(String id) {
        return pipeline.tables().row("select s.*, s.status::text status from shipments s where easypost_id = ?", id);
    }

    private static Map<String, Object> metrics(String id) {
        return pipeline.tables()
                .row(
                        "select m.* from shipment_metrics m join shipments s on s.id = m.shipment_id where s.easypost_id = ?",
                        id);
    }

    private static Map<String, Object> scans(String id) {
        return pipeline.tables().row("""
                select count(*) scans, min(e.event_datetime) "first"
                from shipment_events e join shipments s on s.id = e.shipment_id
                where s.easypost_id = ?
                """, id);
    }

    private static Map<String, Object> carrier(String date) {
        return pipeline.tables().row("""
                select * from carrier_performance
                where mode = 'test' and carrier = 'USPS' and service = 'GroundAdvantage' and date = ?::date
                """, date);
    }

    private static void number(Map<String, Object> row, String column, String expected) {
        assertThat(row.get(column))
                .as(column)
                .asInstanceOf(InstanceOfAssertFactories.BIG_DECIMAL)
                .isEqualByComparingTo(expected);
    }

    private static Timestamp at(String instant) {
        return Timestamp.from(Instant.parse(instant));
    }

    private static java.sql.Date date(String date) {
        return java.sql.Date.valueOf(LocalDate.parse(date));
    }
}
