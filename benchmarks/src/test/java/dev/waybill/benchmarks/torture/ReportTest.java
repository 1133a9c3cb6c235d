package dev.waybill.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.benchmarks.torture.Report.Line;
import dev.waybill.benchmarks.torture.comparison.Comparison;
import dev.waybill.benchmarks.torture.faults.Fault.Outcome;
import dev.waybill.benchmarks.torture.faults.KilledBroker;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Comparison EQUAL = new Comparison(1, 1, 0, 0, 0, List.of());
    private static final Outcome DONE = Outcome.done("");

    @Test
    void nothingWrongIsFlawless() {
        assertThat(of(DONE, 3, EQUAL).isFlawless()).isTrue();
        assertThat(of(DONE, 3, EQUAL).table().strip().lines().reduce("", (before, line) -> line))
                .startsWith("Flawless: ");
    }

    @Test
    void whatWasNotInjectedIsNamedAndNotFlawless() {
        Report report = of(Outcome.impossible("no time left"), 0, EQUAL);

        assertThat(report.isFlawless()).isFalse();
        assertThat(report.table())
                .contains("KilledBroker[] was not injected: no time left")
                .endsWith(
                        "FAILED: 1 faults not injected, 0 lost, 0 doubled, 0 wrong cells, 0 wrong in topics, 0 rules broken");
    }

    @Test
    void aBrokenRuleOrNoRecoveryIsNotFlawless() {
        assertThat(of(Outcome.done("held up", false), 3, EQUAL).isFlawless()).isFalse();
        assertThat(of(DONE, Double.POSITIVE_INFINITY, EQUAL).isFlawless()).isFalse();
    }

    @Test
    void aDifferenceIsNotFlawless() {
        assertThat(of(DONE, 3, new Comparison(1, 1, 1, 0, 0, List.of("a row"))).isFlawless())
                .isFalse();
        assertThat(new Report(List.of(), 1, 0, true, EQUAL, List.of("a record")).isFlawless())
                .isFalse();
        assertThat(new Report(List.of(), 1, 0, false, EQUAL, List.of()).isFlawless())
                .isFalse();
    }

    private static Report of(Outcome outcome, double recovery, Comparison comparison) {
        return new Report(
                List.of(new Line(new KilledBroker(), outcome, 1, recovery)), 1, 0, true, comparison, List.of());
    }
}
