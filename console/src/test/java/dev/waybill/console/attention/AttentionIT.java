package dev.waybill.console.attention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.console.RunningConsole;
import dev.waybill.console.RunningConsole.Answer;
import dev.waybill.events.AttentionAction;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.testkit.TestPostgres;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AttentionIT {

    private static final String SINCE = "2026-11-01T12:00:00Z";

    private static TestPostgres.Database database;
    private static RunningConsole console;

    @BeforeAll
    static void start() {
        database = RunningConsole.newDatabase();
        console = RunningConsole.start(database);
        raise("shp_open", "late", true);
        raise("shp_seen", "stalled", true);
        raise("shp_asleep", "late", true);
        raise("shp_woken", "late", true);
        raise("shp_resolved", "failed", true);
        raise("shp_reopened", "late", true);
        raise("shp_again", "late", true);
        raise("shp_withdrawn", "late", false);
        did("shp_seen", "stalled", SINCE, "acknowledge", "2026-11-02Z", "note = 'called'");
        did("shp_seen", "stalled", SINCE, "assign", "2026-11-02Z", "assignee = 'ada'");
        did("shp_seen", "stalled", SINCE, "assign", "2026-11-03Z", "assignee = 'bob'");
        did("shp_asleep", "late", SINCE, "snooze", "2026-11-02Z", "snoozed_until = '2999-01-01Z'");
        did("shp_woken", "late", SINCE, "snooze", "2026-11-02Z", "snoozed_until = '2026-11-03Z'");
        did("shp_resolved", "failed", SINCE, "resolve", "2026-11-02Z", "resolution = 'reshipped'");
        did("shp_reopened", "late", SINCE, "resolve", "2026-11-02Z", "resolution = 'ignored'");
        did("shp_reopened", "late", SINCE, "reopen", "2026-11-03Z", "note = 'it was not'");
        did("shp_again", "late", "2026-10-01T12:00:00Z", "resolve", "2026-11-02Z", "resolution = 'ignored'");
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void whatNeedsAttentionIsListedWithItsState() {
        assertThat(listed(""))
                .containsExactlyInAnyOrder(
                        "shp_again open",
                        "shp_asleep snoozed",
                        "shp_open open",
                        "shp_reopened open",
                        "shp_seen acknowledged",
                        "shp_woken open");
        assertThat(listed("?state=open"))
                .containsExactly("shp_again open", "shp_open open", "shp_reopened open", "shp_woken open");
        assertThat(listed("?state=resolved")).containsExactly("shp_resolved resolved");
        assertThat(listed("?state=withdrawn")).containsExactly("shp_withdrawn withdrawn");
        assertThat(listed("?reason=stalled&carrier=USPS&mode=production")).containsExactly("shp_seen acknowledged");
        assertThat(listed("?reason=stalled&carrier=usps")).containsExactly("shp_seen acknowledged");
        assertThat(listed("?carrier=UPS")).isEmpty();
        assertThat(listed("?assignee=bob")).containsExactly("shp_seen acknowledged");
        assertThat(listed("?assignee=ada")).as("it was given on").isEmpty();
        assertThat(listed("?limit=2")).hasSize(2);
        var pages = new ArrayList<String>();
        String after = "";
        for (JsonNode page = page(after); !page.isEmpty(); page = page(after)) {
            page.forEach(one -> pages.add(state(one)));
            JsonNode last = page.path(page.size() - 1);
            after = "&after="
                    + URLEncoder.encode(
                            last.path("since").asString() + "/"
                                    + last.path("shipment_id").asString() + "/"
                                    + last.path("reason").asString(),
                            StandardCharsets.UTF_8);
        }
        assertThat(pages).as("page by page").isEqualTo(listed(""));
        var seen = console.get("/v1/attention?reason=stalled").json().path(0);
        assertThat(seen.path("assignee").asString()).isEqualTo("bob");
        assertThat(seen.path("notes").path(0).path("note").asString()).isEqualTo("called");
        assertThat(seen.path("since").asString()).startsWith("2026-11-01T12:00:00");
    }

    @Test
    void whatAnOperatorDoesIsAnEventOfTheTimeThatItHolds() {
        Answer done = console.post(
                "/v1/attention/shp_open/late",
                "{\"action\": \"resolve\", \"resolution\": \"refunded\", \"note\": \"twice\"}");

        assertThat(done.status()).isEqualTo(202);
        AttentionAction told = RunningConsole.values(Topics.ATTENTION_ACTIONS, AttentionAction.class).stream()
                .filter(action -> action.getId().equals(done.text("id")))
                .findFirst()
                .orElseThrow();
        assertThat(told.getShipmentId()).isEqualTo("shp_open");
        assertThat(told.getReason()).hasToString("LATE");
        assertThat(told.getSince()).isEqualTo(SINCE);
        assertThat(told.getAction()).hasToString("RESOLVE");
        assertThat(told.getResolution()).isEqualTo("refunded");
        assertThat(told.getNote()).isEqualTo("twice");
        assertThat(told.getDoneBy()).isEqualTo("default");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"action\": \"explode\"}",
                "{\"action\": \"assign\"}",
                "{\"action\": \"acknowledge\", \"assignee\": \"ada\"}",
                "{\"action\": \"snooze\", \"snoozed_until\": \"2020-01-01T00:00:00Z\"}",
                "{\"action\": \"snooze\", \"snoozed_until\": \"tomorrow\"}",
                "{\"action\": \"resolve\", \"resolution\": \"forgotten\"}",
                "{\"action\": \"note\"}",
                "{\"action\": \"acknowledge\", \"who\": \"ada\"}"
            })
    void whatMakesNoSenseIsRefused(String request) {
        Answer answer = console.post("/v1/attention/shp_open/late", request);
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(400);
        assertThat(answer.text("type")).startsWith("urn:waybill:problem:");
    }

    @Test
    void whatNeedsNoAttentionIsNotFound() {
        for (String path : List.of("shp_withdrawn/late", "shp_open/stalled", "shp_none/late")) {
            assertThat(console.post("/v1/attention/" + path, "{\"action\": \"acknowledge\"}")
                            .status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(console.post("/v1/attention/shp_open/because", "{\"action\": \"acknowledge\"}")
                        .status())
                .isEqualTo(400);
        assertThat(console.get("/v1/attention?state=angry").status()).isEqualTo(400);
        assertThat(console.get("/v1/attention?reason=because").status()).isEqualTo(400);
        assertThat(console.get("/v1/attention?limit=0").status()).isEqualTo(400);
        assertThat(console.get("/v1/attention?after=shp_open").status()).isEqualTo(400);
        assertThat(console.get("/v1/attention?after=%2B999999999-01-01T00:00:00Z/shp_open/late")
                        .status())
                .isEqualTo(400);
        assertThat(console.get("/v1/attention?after=then/shp_open/late").status())
                .isEqualTo(400);
    }

    private static List<String> listed(String query) {
        return StreamSupport.stream(console.get("/v1/attention" + query).json().spliterator(), false)
                .map(AttentionIT::state)
                .toList();
    }

    private static JsonNode page(String after) {
        return console.get("/v1/attention?limit=2" + after).json();
    }

    private static String state(JsonNode one) {
        return one.path("shipment_id").asString() + " " + one.path("state").asString();
    }

    private static void raise(String shipment, String reason, boolean raised) {
        execute("""
                insert into shipment_attention (id, shipment_id, easypost_id, reason, raised, since, told_at, snapshot_offset, mode, carrier,
                    service, status)
                values ('%s', '%s', '%s', '%s', %s, '%s', now(), 1, 'production', 'USPS', 'Priority', 'in_transit')
                """.formatted(RowId.of(shipment + "|" + reason), RowId.of(shipment), shipment, reason, raised, SINCE));
    }

    private static void did(String shipment, String reason, String since, String action, String at, String what) {
        String id = "act_" + shipment + action + at;
        execute("""
                insert into attention_actions (id, action_id, shipment_id, easypost_id, reason, since, action, done_by, done_at)
                values ('%s', '%s', '%s', '%s', '%s', '%s', '%s', 'default', '%s')
                """.formatted(RowId.of(id), id, RowId.of(shipment), shipment, reason, since, action, at));
        execute("update attention_actions set " + what + " where action_id = '" + id + "'");
    }

    private static void execute(String sql) {
        RunningConsole.sql(database, sql).update();
    }
}
