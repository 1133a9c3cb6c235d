package dev.waybill.console.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.console.RunningConsole;
import dev.waybill.console.RunningConsole.Answer;
import dev.waybill.events.ImportPage;
import dev.waybill.events.ImportedObject;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.testkit.TestPostgres;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportsIT {

    private static TestPostgres.Database database;
    private static RunningConsole console;

    @BeforeAll
    static void start() {
        database = RunningConsole.newDatabase();
        console = RunningConsole.start(database);
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void oneBeginsAndTellsHowFarItIs() throws Exception {
        Answer begun = console.post("/v1/imports", "{\"from\": \"2026-01-01\", \"to\": \"2026-02-01T00:00:00+01:00\"}");
        assertThat(begun.status()).isEqualTo(202);
        String path = "/v1/imports/" + begun.text("id");
        assertThat(begun.http().headers().firstValue("Location")).hasValue(path);
        assertThat(console.get(path).status()).isEqualTo(404);

        RunningConsole.sql(database, """
                    insert into batch_operations (id, batch_id, operation_type, status, source, parameters, items_processed)
                    values (gen_random_uuid(), '%s', 'import', 'running', 'imported', '{"shipments": 40}', 40)
                    """.formatted(begun.text("id"))).update();
        Answer status = console.get(path);
        assertThat(status.text("status")).isEqualTo("running");
        assertThat(status.text("id")).isEqualTo(begun.text("id"));
        assertThat(status.json().path("parameters").path("shipments").asInt()).isEqualTo(40);
    }

    @Test
    void oneThatHasFailedGoesOnWhereItWas() throws Exception {
        told("imp_failed", "failed");
        told("imp_running", "running");

        Answer goesOn = console.post("/v1/imports/imp_failed/resume", "");

        assertThat(goesOn.status()).as(goesOn.http().body()).isEqualTo(202);
        assertThat(RunningConsole.values(Topics.IMPORT_PAGES, ImportPage.class))
                .filteredOn(page -> page.getId().equals("imp_failed"))
                .containsExactly(ImportPage.newBuilder()
                        .setId("imp_failed")
                        .setObject(ImportedObject.TRACKER)
                        .setBeforeId("trk_99")
                        .setFrom(Instant.parse("2026-01-01T00:00:00Z"))
                        .setTo(Instant.parse("2026-02-01T00:00:00Z"))
                        .setAccount("user_1")
                        .setPurchased(false)
                        .setShipments(40)
                        .setTrackers(100)
                        .setRequestedBy("ada")
                        .setRequestedAt(Instant.parse("2026-03-01T00:00:00Z"))
                        .build());
        assertThat(console.post("/v1/imports/imp_running/resume", "").status()).isEqualTo(409);
        assertThat(console.post("/v1/imports/imp_none/resume", "").status()).isEqualTo(404);
    }

    private static void told(String id, String status) {
        RunningConsole.sql(database, """
                    insert into batch_operations (id, batch_id, operation_type, status, source, started_at, parameters)
                    values (gen_random_uuid(), '%s', 'import', '%s', 'imported', '2026-03-01Z', '{
                        "api_key": "ada", "from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z", "account": "user_1",
                        "purchased": false, "object": "tracker", "before_id": "trk_99", "shipments": 40, "trackers": 100}')
                    """.formatted(id, status)).update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"from\": \"\"}",
                "{\"from\": \"yesterday\"}",
                "{\"from\": \"2026-02-30\"}",
                "{\"from\": \"2026-01-01\", \"to\": \"2026-01-01\"}",
                "{\"from\": \"2999-01-01\"}",
                "{\"from\": \"-999999999-01-01T00:00:00Z\"}",
                "{\"from\": \"2026-01-01\", \"until\": \"2026-02-01\"}"
            })
    void whatMakesNoSenseIsRefused(String request) {
        Answer answer = console.post("/v1/imports", request);
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(400);
        assertThat(answer.text("type")).startsWith("urn:waybill:problem:");
    }
}
