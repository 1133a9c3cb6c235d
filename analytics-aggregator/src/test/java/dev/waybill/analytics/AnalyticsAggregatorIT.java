package dev.waybill.analytics;

import static dev.waybill.analytics.Shipments.costing;
import static dev.waybill.analytics.Shipments.delivered;
import static dev.waybill.analytics.Shipments.inTransit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.analytics.streams.NextFold;
import dev.waybill.events.CarrierPerformance;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.RebuildRequest;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.StatusEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a real broker and a real PostgreSQL. Each test's shipments have a mode of their own, so its rows are its own. */
@NullUnmarked
class AnalyticsAggregatorIT {

    @TempDir
    private static Path state;

    private static RunningAggregator service;

    private final AvroWire wire = new AvroWire(BundledSchemas.catalogue());
    private final String mode = "mode-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        service = new RunningAggregator(state);
    }

    @AfterAll
    static void close() {
        service.close();
    }

    @Test
    void snapshotsBecomeStatusEventsAndRows() {
        tell(costing(inTransit(id(1)), "7.5", "USD"));
        tell(costing(inTransit(id(2)), "8", "USD").setCarrier("UPS").setService("Ground"));
        service.send(Topics.SHIPMENT_METRICS, id(1), "poison".getBytes(StandardCharsets.UTF_8));
        tell(costing(delivered(id(1), "2.5", true), "7.5", "USD").setRevision(2));
        tell(costing(delivered(id(1), "2.5", true), "7.5", "USD").setRevision(2));

        awaitText(
                "select delivered || '/' || total_shipments || ' ' || total_cost || ' ' || p50_delivery_days "
                        + "from carrier_performance where carrier = 'USPS' and mode = :mode",
                "1/1 7.50000 2.50000");
        awaitText(
                "select string_agg(period || ' ' || date || ' ' || total_shipments || ' ' || successful || ' ' "
                        + "|| total_cost, ', ' order by period) from analytics_summaries where mode = :mode",
                "daily 2024-07-30 2 1 15.50000, monthly 2024-07-01 2 1 15.50000, weekly 2024-07-29 2 1 15.50000");
        assertThat(statuses())
                .containsExactlyInAnyOrder(
                        id(1) + " null in_transit", id(2) + " null in_transit", id(1) + " in_transit delivered");
        assertThat(service.read("shipment-metrics-dlt"))
                .filteredOn(letter -> new String(letter.key(), StandardCharsets.UTF_8).equals(id(1)))
                .singleElement()
                .satisfies(letter -> assertThat(RecordHeaders.text(letter.headers(), DeadLetter.REASON))
                        .isEqualTo(DeadLetterReason.UNREADABLE.phrase()));
        assertThat(service.get("/actuator/health"))
                .contains("\"status\":\"UP\"")
                .doesNotContain("DOWN");
        assertThat(service.get("/nowhere")).as("a problem detail").contains("\"status\":404", "\"instance\"");
        assertThat(service.get("/actuator/prometheus"))
                .contains("kafka_stream_", "waybill_dead_letters_total", "kafka_consumer_");
    }

    @Test
    void aRestartInTheMiddleChangesNoFigure() {
        for (int one = 0; one < 20; one++) {
            tell(inTransit(id(one)));
        }
        awaitText("select in_flight::text from carrier_performance where mode = :mode", "20");
        service.stop();
        for (int one = 0; one < 10; one++) {
            tell(delivered(id(one), "3", one % 2 == 0));
        }
        tell(inTransit(id(19)).setCounted(false));
        service.start();
        awaitText(
                "select delivered || ' ' || in_flight || ' ' || on_time_rate from carrier_performance where mode = :mode",
                "10 9 0.50000");
        awaitText(
                "select string_agg(distinct total_shipments || ' ' || successful, ',') from analytics_summaries where mode = :mode",
                "19 10");
    }

    @Test
    void tablesAreFilledAgainFromTheStart() {
        tell(inTransit(id(1)));
        awaitText("select in_flight::text from carrier_performance where mode = :mode", "1");
        awaitText("select count(*)::text from analytics_summaries where mode = :mode", "3");
        service.sql.sql("delete from carrier_performance").update();
        service.sql.sql("delete from analytics_summaries").update();
        service.sql.sql("update sink_offsets set next_offset = 0").update();
        awaitText("select in_flight::text from carrier_performance where mode = :mode", "1");
        awaitText("select count(*)::text from analytics_summaries where mode = :mode", "3");
    }

    @Test
    void tablesSpoiltByHandComeBackFromTheirTopics() {
        tell(inTransit(id(1)));
        tell(costing(delivered(id(2), "2.5", true), "7.5", "USD")
                .setCarrier("UPS")
                .setService("Ground"));
        awaitText("select count(*)::text from carrier_performance where mode = :mode", "2");
        awaitText("select string_agg(successful::text, ',') from analytics_summaries where mode = :mode", "1,1,1");
        List<String> before = rows();
        for (String change : List.of(
                "update carrier_performance set exceptions = 77, on_time = 5 where mode = :mode and carrier = 'UPS'",
                "delete from analytics_summaries where mode = :mode and period = 'weekly'",
                """
                insert into carrier_performance
                select (jsonb_populate_record(row, jsonb_build_object('id', gen_random_uuid(), 'service', 'made up'))).*
                from carrier_performance as row where mode = :mode and carrier = 'UPS'
                """)) {
            assertThat(service.sql.sql(change).param("mode", mode).update()).isOne();
        }
        List<String> spoilt = rows();

        JsonNode told = rebuild(true);

        assertThat(counts(told))
                .containsExactly("carrier_performance 0 1 1 [exceptions, on_time]", "analytics_summaries 1 0 0 []");
        assertThat(rows()).as("a check changes nothing").isEqualTo(spoilt);
        assertThat(rebuild(false).path("carried_over").asInt()).isEqualTo(3);
        assertThat(rows()).isEqualTo(before);
        assertThat(counts(rebuild(true)))
                .containsExactly("carrier_performance 0 0 0 []", "analytics_summaries 0 0 0 []");
    }

    /** A record that is refused may be the last of any key: the whole table stays, unless that is asked for. */
    @Test
    void aTableOfWhoseTopicARecordIsRefusedIsLeftAsItIs() {
        tell(inTransit(id(1)));
        awaitText("select in_flight::text from carrier_performance where mode = :mode", "1");
        awaitText("select string_agg(in_flight::text, ',') from analytics_summaries where mode = :mode", "1,1,1");
        List<String> before = rows();
        service.database
                .owner()
                .sql("alter table carrier_performance add constraint of_a_newer_version check (mode <> '" + mode
                        + "') not valid")
                .update();
        try {
            JsonNode told = rebuild(request(false, false));
            assertThat(told.path("records_refused").asLong()).as("%s", told).isPositive();
            assertThat(told.path("refused").path(0).path("key").asString()).startsWith(mode);
            assertThat(told.path("tables").path(0).path("extra").asInt()).isOne();
            assertThat(told.path("tables").path(0).path("left").asInt()).isOne();
            assertThat(rows()).isEqualTo(before);

            assertThat(rebuild(request(false, true)).path("carried_over").asInt())
                    .isOne();
            assertThat(rows()).isNotEqualTo(before);
        } finally {
            service.database
                    .owner()
                    .sql("alter table carrier_performance drop constraint of_a_newer_version")
                    .update();
        }
        assertThat(rebuild(false).path("records_refused").asLong()).isZero();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedFor() {
        tell(inTransit(id(1)));
        awaitText("select in_flight::text from carrier_performance where mode = :mode", "1");
        service.database.setOpen(false);
        try {
            tell(delivered(id(1), "3", true));
            await().atMost(RunningAggregator.LONG)
                    .untilAsserted(() -> assertThat(service.get("/actuator/health"))
                            .contains("\"rollupSink\":{\"status\":\"DOWN\""));
        } finally {
            service.database.setOpen(true);
        }
        awaitText("select delivered::text from carrier_performance where mode = :mode", "1");
        assertThat(service.read("carrier-performance-dlt")).isEmpty();
        assertThat(service.read("analytics-summaries-dlt")).isEmpty();
    }

    @Test
    void aRowGoesWithItsLastShipment() {
        tell(inTransit(id(1)));
        awaitText("select count(*)::text from analytics_summaries where mode = :mode", "3");
        tell(inTransit(id(1)).setCounted(false).setStatus("refunded"));
        awaitText("select count(*)::text from analytics_summaries where mode = :mode", "0");
        awaitText("select count(*)::text from carrier_performance where mode = :mode", "0");
    }

    @Test
    void aRaisedVersionFoldsAnewLeavesNoRowBehindAndTellsNoStatusAgain() {
        String counted = mode + "|USPS|Priority|2024-07-30";
        String gone = mode + "|UPS|Ground|2024-07-30";
        tell(inTransit(id(1)));
        tell(inTransit(id(2)));
        awaitText("select total_shipments::text from carrier_performance where mode = :mode", "2");
        var wrong = CarrierPerformance.newBuilder()
                .setMode(mode)
                .setCarrier("USPS")
                .setService("Priority")
                .setDate(Shipments.TUESDAY)
                .setTotalShipments(7)
                .setInFlight(7)
                .setDelivered(0)
                .setFailed(0)
                .setOnTime(0)
                .setDelayed(0)
                .setExceptions(0)
                .setCosts(Map.of());
        sendRowOfThisFold(counted, wrong);
        sendRowOfThisFold(gone, wrong.setCarrier("UPS").setService("Ground"));
        awaitText(
                "select string_agg(carrier || total_shipments, ' ' order by carrier) from carrier_performance where mode = :mode",
                "UPS7 USPS7");
        service.stop();
        service.start(NextFold.class);
        try {
            awaitText(
                    "select string_agg(carrier || total_shipments, ' ') from carrier_performance where mode = :mode",
                    "USPS2");
            assertThat(service.newest(Topics.CARRIER_PERFORMANCE)).containsEntry(gone, null);
            tell(delivered(id(2), "3", true).setRevision(2));
            awaitText("select delivered::text from carrier_performance where mode = :mode", "1");
            assertThat(statuses())
                    .containsExactlyInAnyOrder(
                            id(1) + " null in_transit", id(2) + " null in_transit", id(2) + " in_transit delivered");
        } finally {
            service.stop();
            service.start();
        }
    }

    @Test
    void topicsInBetweenTakeWhatTheirSourcesTakeAndForgetNothing() {
        assertThat(service.internalTopics()).hasSize(14).allSatisfy((name, topic) -> {
            assertThat(RunningAggregator.value(topic, "max.message.bytes")).isEqualTo("8388608");
            assertThat(RunningAggregator.value(topic, "message.timestamp.after.max.ms"))
                    .isEqualTo(Long.toString(Long.MAX_VALUE));
            if (name.endsWith("-changelog")) {
                assertThat(RunningAggregator.value(topic, "cleanup.policy")).isEqualTo("compact");
            } else {
                assertThat(RunningAggregator.value(topic, "retention.ms")).isEqualTo("-1");
            }
        });
    }

    private List<String> statuses() {
        return service.read(Topics.STATUS_EVENTS).stream()
                .map(event -> wire.decode(event.value(), StatusEvent.class))
                .filter(event -> event.getMode().equals(mode))
                .map(event -> event.getShipmentId() + " " + event.getPreviousStatus() + " " + event.getStatus())
                .toList();
    }

    private void sendRowOfThisFold(String key, CarrierPerformance.Builder row) {
        service.send(
                Topics.CARRIER_PERFORMANCE,
                key,
                wire.encode(Topics.CARRIER_PERFORMANCE, row.build()),
                RecordHeaders.header("waybill_fold", NextFold.BEFORE));
    }

    private String id(int number) {
        return "shp_" + number + "_" + mode;
    }

    private void tell(ShipmentMetrics.Builder snapshot) {
        ShipmentMetrics shipment = snapshot.setMode(mode).build();
        service.send(Topics.SHIPMENT_METRICS, shipment.getShipmentId(), wire.encode(Topics.SHIPMENT_METRICS, shipment));
    }

    private void awaitText(String query, String expected) {
        service.awaitText(query, mode, expected);
    }

    private static List<String> rows() {
        return service.sql.sql("""
                        select (to_jsonb(one) - '{created_at,updated_at}'::text[])::text from carrier_performance as one
                        union all
                        select (to_jsonb(one) - '{created_at,updated_at}'::text[])::text from analytics_summaries as one
                        order by 1
                        """).query(String.class).list();
    }

    private JsonNode rebuild(boolean check) {
        return rebuild(request(check, false));
    }

    private static RebuildRequest request(boolean check, boolean ignoreRefused) {
        return new RebuildRequest("rbd_" + UUID.randomUUID(), check, ignoreRefused, "operator", Instant.now());
    }

    /** Returns what is told of it at its end. */
    private JsonNode rebuild(RebuildRequest request) {
        String id = request.getId();
        service.send(Topics.REBUILD_REQUESTS, "rebuild", wire.encode(Topics.REBUILD_REQUESTS, request));
        return await().atMost(RunningAggregator.LONG)
                .until(
                        () -> service.read(Topics.OPERATION_EVENTS).stream()
                                .map(one -> wire.decode(one.value(), OperationEvent.class))
                                .filter(one -> one.getId().equals(id + "/rollups") && one.getCompletedAt() != null)
                                .map(one -> JsonMapper.shared().readTree(one.getParameters()))
                                .findAny(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static List<String> counts(JsonNode told) {
        return told.path("tables").values().stream()
                .map(table -> table.path("table").asString() + " " + table.path("missing") + " " + table.path("changed")
                        + " " + table.path("extra") + " "
                        + table.path("columns").propertyNames())
                .toList();
    }
}
