package dev.waybill.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");

    @Test
    void isReadAsItWasWritten() {
        Progress progress =
                Progress.NONE.copy(5, START).skip(START.plusSeconds(1)).fail(START.plusSeconds(2));

        assertThat(Progress.of(progress.text())).isEqualTo(progress);
        assertThat(Progress.of("of another version")).isEqualTo(Progress.NONE);
        assertThat(Progress.of(null)).isEqualTo(Progress.NONE);
    }

    @Test
    void aPauseIsNoTimeOfWork() {
        Progress before = Progress.NONE.copy(5, START).copy(6, START.plusSeconds(10));
        Instant resumed = START.plus(Duration.ofDays(1));

        Progress after = before.resumed(resumed).copy(7, resumed.plusSeconds(5));

        assertThat(after.copied()).isEqualTo(3);
        assertThat(after.at() - after.began()).isEqualTo(Duration.ofSeconds(15).toMillis());
        assertThat(Progress.NONE.resumed(resumed)).isEqualTo(Progress.NONE);
        assertThat(before.resumed(START)).as("by a clock that is behind").isEqualTo(before);
    }

    @Test
    void ofTwoPartitionsItIsTheWhole() {
        Progress one = Progress.NONE.copy(5, START).copy(9, START.plusSeconds(4));
        Progress other = Progress.NONE.copy(3, START.plusSeconds(1)).skip(START.plusSeconds(9));

        assertThat(one.plus(other))
                .isEqualTo(other.plus(one))
                .isEqualTo(new Progress(
                        3,
                        1,
                        0,
                        3,
                        9,
                        START.toEpochMilli(),
                        START.plusSeconds(9).toEpochMilli()));
    }
}
