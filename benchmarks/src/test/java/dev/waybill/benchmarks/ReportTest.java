package dev.waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void theSpreadIsTheLeastAndTheGreatestOfTheRuns() {
        Result result = Result.against(
                "figure", "events/s", List.of(6390.0, 3654.0, 5000.0), List.of(10_000.0), Goal.atLeast(0.5));

        assertThat(Report.table(List.of(result)).lines().skip(1))
                .singleElement()
                .asString()
                .matches("figure +5,000 events/s +10,000 +0.5 +>= 0.5 +yes +3,654..6,390");
    }

    @Test
    void theJsonKeepsEveryRun() {
        Result result = Result.absolute("figure", "ms", List.of(3.5, 1.25), Goal.atMost(2));

        assertThat(Report.json(List.of(result))).containsPattern("\"runs\" : \\[ 3.5, 1.25 \\]");
    }
}
