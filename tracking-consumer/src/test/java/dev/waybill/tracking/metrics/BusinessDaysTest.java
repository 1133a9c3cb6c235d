package dev.waybill.tracking.metrics;

import static dev.waybill.tracking.shipment.Events.date;
import static dev.waybill.tracking.shipment.Events.time;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2026-03-02 is a Monday. */
class BusinessDaysTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-02, 0, 2026-03-02",
        "2026-03-02, 3, 2026-03-05",
        "2026-03-05, 1, 2026-03-06",
        "2026-03-06, 1, 2026-03-09",
        "2026-03-06, 6, 2026-03-16",
        "2026-03-07, 0, 2026-03-07",
        "2026-03-07, 1, 2026-03-09",
        "2026-03-08, 2, 2026-03-10",
        "1969-12-26, 1, 1969-12-29"
    })
    void weekendsAreSkipped(String from, int days, String to) {
        assertThat(BusinessDays.plus(date(from), days)).isEqualTo(date(to));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02, 2026-03-02, 0",
        "2026-03-02, 2026-03-05, 3",
        "2026-03-06, 2026-03-07, 0",
        "2026-03-06, 2026-03-09, 1",
        "2026-03-07, 2026-03-09, 1",
        "2026-03-02, 2026-03-16, 10",
        "2026-03-05, 2026-03-02, 0"
    })
    void theDaysAfterOneDateUpToAnotherAreCounted(String from, String to, long days) {
        assertThat(BusinessDays.between(date(from), date(to))).isEqualTo(days);
    }

    @Test
    void theTimeOfAWeekendIsTakenOut() {
        assertThat(BusinessDays.between(time("2026-03-06T12:00:00Z"), time("2026-03-09T18:00:00Z")))
                .isEqualTo(Duration.ofHours(12 + 18));
        assertThat(BusinessDays.between(time("2026-03-07T10:00:00Z"), time("2026-03-08T20:00:00Z")))
                .isZero();
        assertThat(BusinessDays.between(time("2026-03-07T10:00:00Z"), time("2026-03-09T06:00:00Z")))
                .isEqualTo(Duration.ofHours(6));
    }

    @Property(tries = 50)
    void aDateSoManyDaysLaterIsSoManyDaysAway(
            @ForAll @IntRange(min = -40_000, max = 40_000) int from, @ForAll @IntRange(min = 1, max = 300) int days) {
        LocalDate start = LocalDate.ofEpochDay(from);
        LocalDate end = BusinessDays.plus(start, days);

        assertThat(BusinessDays.between(start, end)).isEqualTo(days);
        assertThat(end.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(start.datesUntil(end)
                        .map(date -> date.plusDays(1))
                        .filter(date -> date.getDayOfWeek().getValue() <= 5)
                        .count())
                .isEqualTo(days);
    }
}
