package dev.waybill.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeadTest {

    private static final Instant START = Instant.parse("2026-03-02T16:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void isLateWhenItsFirstByteIsOldWhateverComesNow() {
        Head head = Head.NONE.seen(0, 0, 10, START).seen(0, 0, 11, START.plusSeconds(21));

        assertThat(head.late(START.plusSeconds(20), PATIENCE)).isFalse();
        assertThat(head.late(START.plusSeconds(21), PATIENCE)).isTrue();
    }

    @Test
    void aConnectionOnWhichNothingComesIsNotLate() {
        Head idle = Head.NONE.seen(0, 0, 0, START).seen(1, 1, 100, START).seen(1, 1, 100, START.plusSeconds(60));

        assertThat(idle.late(START.plusSeconds(120), PATIENCE)).isFalse();
    }

    @Test
    void aBodyMayTakeItsTime() {
        Head body = Head.NONE.seen(1, 0, 100, START).seen(1, 0, 200, START.plusSeconds(60));

        assertThat(body.late(START.plusSeconds(120), PATIENCE)).isFalse();
    }

    @Test
    void theNextHeadHasATimeOfItsOwn() {
        Head next = Head.NONE
                .seen(0, 0, 10, START)
                .seen(1, 1, 100, START.plusSeconds(10))
                .seen(1, 1, 105, START.plusSeconds(30));

        assertThat(next.late(START.plusSeconds(31), PATIENCE)).isFalse();
        assertThat(next.late(START.plusSeconds(51), PATIENCE)).isTrue();
    }
}
