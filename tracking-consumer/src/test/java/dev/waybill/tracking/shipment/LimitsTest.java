package dev.waybill.tracking.shipment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void amountsAreNotNegativeAndFitTheirColumn() {
        assertThat(Limits.amount(new BigDecimal("5.930004"))).isEqualTo("5.93000");
        assertThat(Limits.amount(BigDecimal.ZERO)).isEqualByComparingTo("0");
        assertThat(Limits.amount(new BigDecimal("-0.01"))).isNull();
        assertThat(Limits.amount(new BigDecimal("1e14"))).isNull();
        assertThat(Limits.amount(new BigDecimal("99999999999999.999999"))).isNull();
        assertThat(Limits.difference(new BigDecimal("-0.01"))).isEqualByComparingTo("-0.01");
        assertThat(Limits.amount(null)).isNull();
    }

    @Test
    void measuresAreMoreThanNothing() {
        assertThat(Limits.measure(BigDecimal.ZERO)).isNull();
        assertThat(Limits.measure(new BigDecimal("0.000001"))).isNull();
        assertThat(Limits.measure(new BigDecimal("15.4"))).isEqualByComparingTo("15.4");
    }

    @Test
    void codesHaveTheirLength() {
        assertThat(Limits.currency(" usd ")).isEqualTo("USD");
        assertThat(Limits.currency("US$")).isNull();
        assertThat(Limits.country("us")).isEqualTo("US");
        assertThat(Limits.country("USA")).isNull();
        assertThat(Limits.country(null)).isNull();
    }

    @Test
    void daysAndTimesLieWithinReason() {
        assertThat(Limits.days(0)).isZero();
        assertThat(Limits.days(-1)).isNull();
        assertThat(Limits.days(3651)).isNull();
        assertThat(Limits.date(LocalDate.of(9999, 12, 31))).isNotNull();
        assertThat(Limits.date(LocalDate.of(10_000, 1, 1))).isNull();
        assertThat(Limits.time(Instant.parse("-4713-01-01T00:00:00Z"))).isNull();
        assertThat(Limits.time(Instant.EPOCH)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        assertThat(Limits.text("a".repeat(255))).hasSize(255);
        assertThat(Limits.text("a".repeat(256))).hasSize(255);
        assertThat(Limits.text("a".repeat(254) + "\uD83D\uDCE6")).isEqualTo("a".repeat(254));
    }
}
