package dev.waybill.console.rebuilds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.console.RunningConsole;
import dev.waybill.console.RunningConsole.Answer;
import dev.waybill.testkit.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RebuildsIT {

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
    void oneBeginsAndEndsWhenAllServicesHave() throws Exception {
        Answer begun = console.post("/v1/rebuilds", "{\"check\": true}");
        assertThat(begun.status()).isEqualTo(202);
        String path = "/v1/rebuilds/" + begun.text("id");
        assertThat(begun.http().headers().firstValue("Location")).hasValue(path);
        assertThat(console.get(path).status()).isEqualTo(404);

        told(begun.text("id") + "/facts", "completed");
        Answer half = console.get(path);
        assertThat(half.text("status")).isEqualTo("running");
        assertThat(half.json().path("check").asBoolean()).isTrue();
        assertThat(half.json()
                        .path("parts")
                        .path(0)
                        .path("tables")
                        .path(0)
                        .path("missing")
                        .asInt())
                .isEqualTo(3);

        told(begun.text("id") + "/rollups", "failed");
        assertThat(console.get(path).text("status")).isEqualTo("failed");
        assertThat(console.get(path)
                        .json()
                        .path("parts")
                        .path(1)
                        .path("failure")
                        .asString())
                .isEqualTo("of something");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "{\"check\": \"perhaps\"}", "{\"check\": null}", "{\"chekc\": true}"})
    void whoDoesNotSayWhetherItIsACheckIsRefused(String request) {
        Answer answer = console.post("/v1/rebuilds", request);
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(400);
        assertThat(answer.text("type")).startsWith("urn:waybill:problem:");
    }

    private static void told(String id, String status) {
        RunningConsole.sql(database, """
                    insert into batch_operations (id, batch_id, operation_type, status, source, parameters, errors)
                    values (gen_random_uuid(), '%s', 'rebuild', '%s', 'posted',
                        '{"check": true, "phase": "completed", "tables": [{"table": "shipments", "missing": 3}]}',
                        case '%s' when 'failed' then '[{"item": "x", "reason": "of something"}]'::jsonb else '[]' end)
                    """.formatted(id, status, status)).update();
    }
}
