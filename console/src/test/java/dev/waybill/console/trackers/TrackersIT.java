package dev.waybill.console.trackers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.console.RunningConsole;
import dev.waybill.events.TrackerRequest;
import dev.waybill.schemas.topics.Topics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackersIT {

    private static RunningConsole console;

    @BeforeAll
    static void start() {
        console = RunningConsole.start(RunningConsole.newDatabase());
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void oneIsOrdered() {
        RunningConsole.Answer answer = console.post("/v1/trackers", """
                {"tracking_code": "ONE", "carrier": "USPS", "account": "user_1"}""");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.number("accepted")).isEqualTo(1);
        assertThat(requests("ONE")).singleElement().satisfies(request -> {
            assertThat(request.getCarrier()).isEqualTo("USPS");
            assertThat(request.getAccount()).isEqualTo("user_1");
            assertThat(request.getRequestedBy()).isNotBlank();
        });
    }

    @Test
    void ofManyTheFaultyOnesAreNamed() {
        RunningConsole.Answer answer = console.post("/v1/trackers", """
                [{"tracking_code": "MANY1"}, {"carrier": "USPS"}, {"tracking_code": "%s"}, {"tracking_code": " MANY4 "}]""".formatted("9".repeat(101)));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.number("accepted")).isEqualTo(2);
        assertThat(answer.json().path("refused").findValuesAsString("reason"))
                .containsExactly("no tracking_code", "longer than 100 characters");
        assertThat(answer.json().path("refused").path(0).path("number").asInt()).isEqualTo(2);
        assertThat(requests("MANY1")).hasSize(1);
        assertThat(requests("MANY4")).hasSize(1);
    }

    @Test
    void aTableIsOrderedByItsColumns() {
        String lines = IntStream.range(0, 3_000)
                .mapToObj(i -> "UPS,\"CSV" + i + "\",ignored")
                .collect(Collectors.joining("\r\n"));
        RunningConsole.Answer answer =
                console.post("/v1/trackers", "text/csv", "\uFEFFCarrier,TRACKING_CODE,note\r\n" + lines);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.number("accepted")).isEqualTo(3_000);
        assertThat(requests("CSV2999"))
                .singleElement()
                .satisfies(request -> assertThat(request.getCarrier()).isEqualTo("UPS"));
    }

    @Test
    void whatIsTooLargeIsRefused() {
        assertThat(console.post("/v1/trackers", "text/csv", "tracking_code\n" + "1\n".repeat(2_500_000))
                        .status())
                .isEqualTo(413);
        assertThat(console.post("/v1/trackers", "text/csv", "tracking_code\n" + "1\n".repeat(10_001))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{}", "7", "null", "[null]", "{\"tracking_kode\": \"1\"}", "{\"tracking_code\": []}", "{"})
    void whatMakesNoSenseIsRefused(String json) {
        RunningConsole.Answer answer = console.post("/v1/trackers", json);
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(400);
        assertThat(answer.text("type")).startsWith("urn:waybill:problem:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "code\n1", "tracking_code", "tracking_code\n\"1", "tracking_code,tracking_code\n1,2"})
    void aTableThatIsNoneIsRefused(String csv) {
        assertThat(console.post("/v1/trackers", "text/csv", csv).status()).isEqualTo(400);
    }

    private static List<TrackerRequest> requests(String code) {
        return RunningConsole.values(Topics.TRACKER_REQUESTS, TrackerRequest.class).stream()
                .filter(request -> request.getTrackingCode().equals(code))
                .toList();
    }
}
