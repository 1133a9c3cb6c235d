package dev.waybill.console.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.DigestPeriod;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTimesTest {

    @ParameterizedTest
    @CsvSource({
        "DAILY, 2026-11-27T07:59:59Z, 2026-11-27T08:00:00Z",
        "DAILY, 2026-11-27T08:00:00Z, 2026-11-28T08:00:00Z",
        "DAILY, 2026-12-31T23:59:59Z, 2027-01-01T08:00:00Z",
        "WEEKLY, 2026-11-27T07:59:59Z, 2026-11-30T08:00:00Z",
        "WEEKLY, 2026-11-30T07:59:59Z, 2026-11-30T08:00:00Z",
        "WEEKLY, 2026-11-30T08:00:00Z, 2026-12-07T08:00:00Z",
        "WEEKLY, 2026-11-29T23:00:00Z, 2026-11-30T08:00:00Z"
    })
    void theNextIsTheFirstAfterATime(DigestPeriod period, Instant after, Instant next) {
        assertThat(new DigestTimes(period, LocalTime.of(8, 0)).after(after)).isEqualTo(next);
    }
}
