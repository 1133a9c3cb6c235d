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
        Head head = Head.FIRST.seen(10, START).seen(11, START.plusSeconds(21));

        assertThat(head.late(START.plusSeconds(20), PATIENCE)).isFalse();
        assertThat(head.late(START.plusSeconds(21), PATIENCE)).isTrue();
    }

    @Test
    void aConnectionOnWhichNothingComesIsNotLate() {
        assertThat(Head.FIRST.seen(0, START).late(START.plusSeconds(120), PATIENCE))
                .isFalse();
        assertThat(Head.after(100).seen(100, START).late(START.plusSeconds(120), PATIENCE))
                .isFalse();
    }

    @Test
    void aBodyMayTakeItsTime() {
        Head body = Head.LATER.seen(200, START).seen(300, START.plusSeconds(60));

        assertThat(body.late(START.plusSeconds(120), PATIENCE)).isFalse();
    }

    @Test
    void theNextHeadHasATimeOfItsOwn() {
        Head next = Head.after(100).seen(105, START.plusSeconds(30));

        assertThat(next.late(START.plusSeconds(31), PATIENCE)).isFalse();
        assertThat(next.late(START.plusSeconds(51), PATIENCE)).isTrue();
    }
}
