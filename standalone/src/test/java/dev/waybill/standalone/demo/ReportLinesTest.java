package dev.waybill.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.standalone.demo.Arrived.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportLinesTest {

    private static final Expected EXPECTED = new Expected(5, 4, 3, 2, 1);
    private static final Rows ALL = new Rows(5, 4, 3, 3, 2, 1);

    @Test
    void itIsCompleteWhenAllIsThereAndNothingWasPutAside() {
        assertThat(lines(ALL, 0).complete()).isTrue();
    }

    @Test
    void oneDeadLetterIsTooMany() {
        ReportLines lines = lines(ALL, 1);
        assertThat(lines.complete()).isFalse();
        assertThat(lines.lines(9, List.of())).contains("  dead letters                        1   instead of 0");
    }

    @Test
    void whateverIsMissingIsMissed() {
        assertThat(List.of(
                        new Rows(4, 4, 3, 3, 2, 1),
                        new Rows(5, 3, 3, 3, 2, 1),
                        new Rows(5, 4, 2, 3, 2, 1),
                        new Rows(5, 4, 3, 2, 2, 1),
                        new Rows(5, 4, 3, 3, 1, 1),
                        new Rows(5, 4, 3, 3, 2, 0)))
                .noneMatch(rows -> lines(rows, 0).complete());
    }

    private static ReportLines lines(Rows rows, long deadLetters) {
        return new ReportLines(new Sender.Accepted(7, 5), EXPECTED, rows, deadLetters);
    }
}
