package dev.waybill.ingest.normalizer.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2024-08-16T16:00:01Z, 2024-08-16T16:00:01Z",
        "2024-08-16t16:00:01z, 2024-08-16T16:00:01Z",
        "2024-08-16T16:00:01+00:00, 2024-08-16T16:00:01Z",
        "2024-08-16T16:00:01+0200, 2024-08-16T14:00:01Z",
        "2024-08-16T16:00:01-05, 2024-08-16T21:00:01Z",
        "2024-08-16T15:56:37.713Z, 2024-08-16T15:56:37.713Z",
        "2024-08-16T15:56:37.123456789Z, 2024-08-16T15:56:37.123456Z",
        "2024-08-16T16:00, 2024-08-16T16:00:00Z",
        "2024-08-16 16:00:01, 2024-08-16T16:00:01Z",
        "2024-08-16 16:00:01 UTC, 2024-08-16T16:00:01Z",
        "' 2024-08-16 ', 2024-08-16T00:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
    })
    void readsTimesHoweverTheyAreWritten(String told, String instant) {
        assertThat(LenientTime.instant(told)).isEqualTo(instant);
    }

    @Property
    void anOffsetOfNothingIsAsGoodAsZ(
            @ForAll @IntRange(max = 9999) int year,
            @ForAll @IntRange(max = 13) int month,
            @ForAll @IntRange(max = 32) int day,
            @ForAll @IntRange(max = 25) int hour,
            @ForAll @IntRange(max = 61) int minute,
            @ForAll @IntRange(max = 61) int second) {
        String told = "%04d-%02d-%02dT%02d:%02d:%02d".formatted(year, month, day, hour, minute, second);

        assertThat(LenientTime.instant(told + "Z")).isEqualTo(LenientTime.instant(told + "+00:00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2024-02-30T00:00:00Z",
                "9999-12-31T23:59:59-18:00",
                "+12000-01-01T00:00:00Z",
                "1723823997"
            })
    void anythingElseIsNoTime(String told) {
        assertThat(LenientTime.instant(told)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-08-05T00:00:00Z, 2024-08-05",
        "2024-08-05T23:30:00-08:00, 2024-08-05",
        "2024-08-05, 2024-08-05",
        "2024-08-05 whenever, 2024-08-05"
    })
    void dateIsTheOneWritten(String told, LocalDate date) {
        assertThat(LenientTime.date(told)).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5 Aug 2024", "2024-08", "2024-13-01"})
    void anythingElseIsNoDate(String told) {
        assertThat(LenientTime.date(told)).isNull();
    }
}
