package dev.waybill.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks that are signed and strange, over HTTP into the tables: kept, with a note of what was not, and none stops what follows. */
class BadInputIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Pipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = new Pipeline(folder);
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void whatCannotBeReadIsADeadLetterAndTheNextOneARow() {
        pipeline.webhook("{\"object\":\"Event\",\"x\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}");
        pipeline.webhook("{\"object\":\"Event\",\"id\":\"evt_cut\",\"result\":{\"object\":\"Tracker\",\"id\":\"tr");
        pipeline.webhook("not JSON");

        assertThat(told("trk_after", "\"status\":\"delivered\"")).containsEntry("status", "delivered");
    }

    @Test
    void charactersThatPostgresRefusesAreStrippedAndNoted() {
        Map<String, Object> row = told("trk_nul", """
                "tracking_code":"94\\u000000","carrier":"US\\u0000PS","x\\u0000":"\\ud800",
                "tracking_details":[{"status":"in_transit","message":"at\\u0000 \\ud83d","datetime":"2026-03-02T16:01:00Z"}]""");

        assertThat(row).containsEntry("tracking_code", "9400").containsEntry("carrier", "USPS");
        assertThat(String.valueOf(row.get("extra_metadata")))
                .contains("tracker.tracking_code: without characters that cannot be stored")
                .contains("tracker.tracking_details[0].message: without characters that cannot be stored");
        assertThat(pipeline.tables().scans("trk_nul")).containsEntry("scans", 1L);
    }

    @Test
    void halvesOfSurrogatePairsAreStrippedAndNotedLikeNul() {
        Map<String, Object> row = told("trk_half", """
                "tracking_code":"94\\ud83d00","carrier":"US\\udce6PS","pair":"\\ud83d\\udce6",
                "x\\ud800":"y\\udfff","tracking_details":[{"message":"at \\ud83d","datetime":"2026-03-02T16:01:00Z"}]""");

        assertThat(row).containsEntry("tracking_code", "9400").containsEntry("carrier", "USPS");
        assertThat(String.valueOf(row.get("extra_metadata")))
                .contains("tracker.tracking_code: without characters that cannot be stored")
                .contains("tracker.extra: without characters that cannot be stored")
                .contains("tracker.tracking_details[0].message: without characters that cannot be stored")
                .contains("\"x\": \"y\"", "\"pair\": \"\uD83D\uDCE6\"");
    }

    @Test
    void datesAtTheEndsOfTime() {
        Map<String, Object> row = told("trk_time", """
                "est_delivery_date":"0000-01-01T00:00:00Z","tracking_details":[
                {"status":"pre_transit","datetime":"0000-01-01T00:00:00Z"},
                {"status":"in_transit","datetime":"0001-01-01T00:00:00Z"},
                {"status":"in_transit","datetime":"9999-12-31T23:59:59Z"},
                {"status":"in_transit","datetime":"9999-12-31T23:59:59-18:00"}]""");

        assertThat(String.valueOf(row.get("tracking_details"))).contains("0000-01-01T00:00:00Z", "-18:00");
        assertThat(pipeline.tables().scans("trk_time")).containsEntry("scans", 2L);
    }

    @Test
    void tenThousandScansOnAsManyDays() {
        LocalDate first = LocalDate.of(2012, 1, 1);
        String scans = IntStream.range(0, 10_000)
                .mapToObj(day ->
                        "{\"status\":\"in_transit\",\"datetime\":\"%sT00:00:00Z\"}".formatted(first.plusDays(day)))
                .collect(Collectors.joining(","));

        told("trk_many", "\"tracking_details\":[" + scans + "]");

        assertThat(pipeline.tables().scans("trk_many")).containsEntry("scans", 10_000L);
        assertThat(pipeline.tables().metrics("trk_many")).containsEntry("tracking_updates_count", 10_000);
    }

    @Test
    void numbersStatesAndNamesThatNobodyKnows() {
        pipeline.webhook("evt_shp", "shipment.created", """
                {"object":"Shipment","id":"shp_odd","mode":"test","mode":"production","updated_at":"2026-03-02T16:01:00Z",
                "insurance":1e400,"usps_zone":99999999999999999999,"status":"unheard_of","tracking_code":"1",
                "parcel":{"object":"Parcel","id":"prcl_odd","weight":-3.5,"length":1e-999999999,"width":"12,5"},
                "selected_rate":{"id":"rate_odd","rate":"-1.00","currency":"dollars","delivery_days":-4}}""");
        await().atMost(SOON).until(() -> pipeline.tables().count("shipments where easypost_id = 'shp_odd'") == 1);
        Map<String, Object> row = pipeline.tables().shipment("shp_odd");

        assertThat(row).containsEntry("mode", "production").containsEntry("base_cost", null);
        assertThat(String.valueOf(row.get("extra_metadata")))
                .contains("told.parcel.weight: -3.50000 is refused", "told.selected_rate.rate: -1.00000 is refused")
                .contains("told.selected_rate.currency: dollars is refused")
                .contains("\"insurance\": 1" + "0".repeat(400));
        assertThat(pipeline.tables().row("select weight from parcels where easypost_id = 'prcl_odd'"))
                .containsEntry("weight", (BigDecimal) null);
        assertThat(told("trk_odd", "\"status\":\"unheard_of\",\"weight\":-1")).containsEntry("status", "unknown");
    }

    /** Sends a tracker and returns its row. */
    private static Map<String, Object> told(String id, String members) {
        pipeline.webhook(
                "evt_" + id,
                "tracker.updated",
                "{\"object\":\"Tracker\",\"id\":\"%s\",\"mode\":\"test\",\"updated_at\":\"2026-03-02T16:01:00Z\",%s}"
                        .formatted(id, members));
        await().atMost(SOON).until(() -> pipeline.tables().count("shipments where easypost_id = '" + id + "'") == 1);
        return pipeline.tables().shipment(id);
    }
}
