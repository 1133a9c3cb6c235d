package dev.waybill.console.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.console.RunningConsole;
import dev.waybill.testkit.TestPostgres;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OperationsIT {

    private static RunningConsole console;

    @BeforeAll
    static void start() {
        TestPostgres.Database made = RunningConsole.newDatabase();
        RunningConsole.sql(made, """
                        insert into batch_operations (id, batch_id, operation_type, status, source, items_total, items_processed,
                            items_failed, started_at, errors)
                        values (gen_random_uuid(), 'imp_1', 'import', 'failed', 'imported', null, 40, 0, '2026-11-01Z',
                                '[{"item": "/shipments", "reason": "status 401"}]'),
                            (gen_random_uuid(), 'rpl_1', 'replay', 'completed', 'posted', 9, 9, 1, '2026-11-02Z', '[]'),
                            (gen_random_uuid(), 'imp_2', 'import', 'running', 'imported', null, 20, 0, '2026-11-03Z', '[]')
                        """).update();
        console = RunningConsole.start(made);
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void theyAreListedAndTheLastComeFirst() {
        assertThat(ids("")).containsExactly("imp_2", "rpl_1", "imp_1");
        assertThat(ids("?type=import")).containsExactly("imp_2", "imp_1");
        assertThat(ids("?limit=1")).containsExactly("imp_2");
        assertThat(ids("?before=2026-11-02T00:00:00Z")).containsExactly("imp_1");

        JsonNode failed = console.get("/v1/operations?type=import").json().path(1);
        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(failed.path("items_processed").asLong()).isEqualTo(40);
        assertThat(failed.path("items_total").isNull()).isTrue();
        assertThat(failed.path("errors").path(0).path("reason").asString()).isEqualTo("status 401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=501", "?before=yesterday", "?before=%2B999999999-01-01T00:00:00Z"})
    void whatMakesNoSenseIsRefused(String query) {
        assertThat(console.get("/v1/operations" + query).status()).isEqualTo(400);
    }

    private static List<String> ids(String query) {
        return console.get("/v1/operations" + query)
                .json()
                .valueStream()
                .map(one -> one.path("id").asString())
                .toList();
    }
}
