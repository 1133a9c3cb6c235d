package dev.waybill.console.reconciliations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.console.RunningConsole;
import dev.waybill.console.RunningConsole.Answer;
import dev.waybill.events.ImportPage;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.testkit.TestPostgres;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconciliationsIT {

    private static RunningConsole console;

    @BeforeAll
    static void start() {
        TestPostgres.Database made = RunningConsole.newDatabase();
        RunningConsole.sql(made, """
                insert into batch_operations (id, batch_id, operation_type, status, source, parameters, items_total, items_processed,
                    started_at, completed_at, errors, version_normalizer_version, version_rank, version_hash)
                values (gen_random_uuid(), 'rec_1', 'reconciliation', 'completed', 'imported', '{"updated_since": "2026-11-01T00:00:00Z"}',
                        7, 7, '2026-11-02Z', '2026-11-02T00:00:09Z', '[]', 0, 1, ''),
                    (gen_random_uuid(), 'rec_2', 'reconciliation', 'failed', 'imported', '{}', 0, 0, '2026-11-03Z', '2026-11-03Z',
                        '[{"item": "/trackers", "reason": "status 401"}]', 0, 1, ''),
                    (gen_random_uuid(), 'imp_1', 'import', 'completed', 'imported', '{}', 0, 0, '2026-11-04Z', null, '[]', 0, 1, '')
                """).update();
        RunningConsole.sql(made, """
                insert into missed_webhooks (id, reconciliation_id, tracker_id, tracker_updated_at, known_updated_at, found_at)
                values (gen_random_uuid(), 'rec_1', 'trk_2', '2026-11-01T10:00Z', '2026-11-01T09:00Z', '2026-11-02Z'),
                    (gen_random_uuid(), 'rec_1', 'trk_1', '2026-11-01T08:00Z', null, '2026-11-02Z')
                """).update();
        RunningConsole.sql(made, """
                insert into shipments (id, easypost_id, tracker_id, finalized, tracker_updated_at, tracker_updated_on, received_at, modified_by)
                select gen_random_uuid(), 'shp_' || n, 'trk_' || n, false, now() - interval '1 hour',
                    (now() - interval '1 hour')::date, now() - interval '1 hour' + n * interval '1 second', 'webhook'
                from generate_series(1, 101) as n
                union all
                select gen_random_uuid(), 'shp_imported', 'trk_imported', false, now() - interval '1 hour',
                    (now() - interval '1 hour')::date, now(), 'imported'
                """).update();
        console = RunningConsole.start(made);
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void whatWebhooksHaveMissedAndHowFarTheyLagIsTold() {
        Answer told = console.get("/v1/reconciliations");
        assertThat(told.status()).isEqualTo(200);
        var newest = told.json().path("reconciliations");
        assertThat(newest.size()).isEqualTo(2);
        assertThat(newest.path(0).path("id").asString()).isEqualTo("rec_2");
        assertThat(newest.path(0).path("errors").path(0).path("reason").asString())
                .isEqualTo("status 401");
        assertThat(newest.path(1).path("missed").asInt()).isEqualTo(2);
        assertThat(newest.path(1).path("trackers").asInt()).isEqualTo(7);
        var lag = told.json().path("webhook_lag");
        assertThat(lag.path("parcels").asInt()).isEqualTo(101);
        assertThat(lag.path("p50_seconds").asInt()).isEqualTo(51);
        assertThat(lag.path("p99_seconds").asInt()).isEqualTo(100);

        var missed = console.get("/v1/reconciliations/rec_1/missed").json();
        assertThat(missed.path(0).path("tracker_id").asString()).isEqualTo("trk_1");
        assertThat(missed.path(1).path("known_updated_at").asString()).startsWith("2026-11-01T09:00:00");
        assertThat(console.get("/v1/reconciliations/rec_2/missed").json().size())
                .isZero();
        String after = URLEncoder.encode(
                missed.path(0).path("tracker_updated_at").asString() + "/trk_1", StandardCharsets.UTF_8);
        assertThat(console.get("/v1/reconciliations/rec_1/missed?after=" + after)
                        .json())
                .containsExactly(missed.path(1));
        assertThat(console.get("/v1/reconciliations/rec_1/missed?after=trk_1").status())
                .isEqualTo(400);
        assertThat(console.get("/v1/reconciliations/rec_2").json()).isEqualTo(newest.path(0));
        assertThat(console.get("/v1/reconciliations/rec_none").status()).isEqualTo(404);
    }

    @Test
    void oneBeginsWhenItIsAskedFor() {
        Instant since = Instant.now().minus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        Answer begun = console.post("/v1/reconciliations", "{\"updated_since\": \"%s\"}".formatted(since));
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.http().headers().firstValue("Location")).hasValue("/v1/reconciliations/" + begun.text("id"));
        ImportPage page = RunningConsole.values(Topics.IMPORT_PAGES, ImportPage.class).stream()
                .filter(one -> one.getId().equals(begun.text("id")))
                .findFirst()
                .orElseThrow();
        assertThat(page.getUpdatedSince()).isEqualTo(since);
        assertThat(page.getObject()).hasToString("TRACKER");
        assertThat(page.getRequestedBy()).isEqualTo("default");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"updated_since\": \"yesterday\"}",
                "{\"updated_since\": \"2001-01-01T00:00:00Z\"}",
                "{\"updated_since\": \"2999-01-01T00:00:00Z\"}",
                "{\"updated_since\": \"2026-11-01T00:00:00Z\", \"x\": 1}"
            })
    void whatMakesNoSenseIsRefused(String request) {
        assertThat(console.post("/v1/reconciliations", request).status()).isEqualTo(400);
        assertThat(console.get("/v1/reconciliations?limit=0").status()).isEqualTo(400);
    }
}
