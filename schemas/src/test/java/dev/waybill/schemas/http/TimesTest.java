package dev.waybill.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @Test
    void aTimeHasAnOffsetAndMicroseconds() {
        assertThat(Times.of("2026-11-26T12:00:00Z")).hasValue(Instant.parse("2026-11-26T12:00:00Z"));
        assertThat(Times.of("2026-11-26T13:00:00.123456789+01:00"))
                .hasValue(Instant.parse("2026-11-26T12:00:00.123456Z"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"2026-11-26", "2026-11-26T12:00:00", "now", "2026-13-26T12:00:00Z", "17"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(Times.of(text)).isEmpty();
    }
}
