package dev.waybill.analytics.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RatesTest {

    private static final BigDecimal HALF_A_DIGIT = new BigDecimal("0.00001");

    @Test
    void nothingKnownIsNoRate() {
        assertThat(Rates.share(0, 0)).isNull();
        assertThat(Rates.wilsonPercent(0, 0)).isNull();
    }

    /** Worked by hand: z² = 3.841458820694124; n of n is n / (n + z²). */
    @Test
    void twoLuckyParcelsDoNotOutrankTwoThousand() {
        assertThat(Rates.wilsonPercent(1, 1)).isEqualByComparingTo("20.65493");
        assertThat(Rates.wilsonPercent(2, 2)).isEqualByComparingTo("34.23802");
        assertThat(Rates.wilsonPercent(1900, 2000)).isEqualByComparingTo("93.95559");
    }

    /** Worked by hand: (16 + z² − z √(z² + 6.4)) / 2(10 + z²). */
    @Test
    void eightOfTenIsItsTextbookBound() {
        assertThat(Rates.wilsonPercent(8, 10)).isEqualByComparingTo("49.01625");
        assertThat(Rates.share(8, 10)).isEqualByComparingTo("0.8");
        assertThat(Rates.share(2, 3)).isEqualTo(new BigDecimal("0.66667"));
    }

    @Test
    void neverOnTimeIsZero() {
        assertThat(Rates.wilsonPercent(0, 7)).isEqualByComparingTo("0");
    }

    @Property
    void boundLiesBetweenZeroAndTheShare(
            @ForAll @LongRange(max = 1_000_000) long hits, @ForAll @LongRange(min = 1, max = 1_000_000) long misses) {
        BigDecimal bound = Rates.wilsonPercent(hits, hits + misses);
        assertThat(bound).isBetween(BigDecimal.ZERO, new BigDecimal("100"));
        assertThat(bound.movePointLeft(2))
                .isLessThanOrEqualTo(Rates.share(hits, hits + misses).add(HALF_A_DIGIT));
    }
}
