package dev.waybill.analytics.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class HoursTest {

    @Test
    void noneHasNoFigures() {
        assertThat(Hours.NONE.leastDays()).isNull();
        assertThat(Hours.NONE.greatestDays()).isNull();
        assertThat(Hours.NONE.percentileDays(50)).isNull();
    }

    /** 48, 60, 72, 96 and 240 hours: the third of five is the median, the fifth the 90th percentile. */
    @Test
    void percentilesAreValuesThatOccurred() {
        Hours hours = sum("2", "2.5", "3", "4", "10");
        assertThat(hours.leastDays()).isEqualByComparingTo("2");
        assertThat(hours.greatestDays()).isEqualByComparingTo("10");
        assertThat(hours.percentileDays(50)).isEqualByComparingTo("3");
        assertThat(hours.percentileDays(90)).isEqualByComparingTo("10");
        assertThat(sum("1", "2", "3", "4").percentileDays(50)).isEqualByComparingTo("2");
    }

    @Test
    void theGreatestGoesWhenItsShipmentGoes() {
        Hours rest = sum("2", "2.5", "10").minus(Hours.of(new BigDecimal("10")));
        assertThat(rest.greatestDays()).isEqualByComparingTo("2.5");
        assertThat(rest).isEqualTo(sum("2", "2.5"));
    }

    @Test
    void hoursAreFull() {
        assertThat(Hours.of(new BigDecimal("0.99998")).leastDays()).isEqualTo(new BigDecimal("0.95833"));
    }

    @Property
    void roundingOfDaysMovesNoSecondToAnotherHour(@ForAll @LongRange(max = 40_000_000) long seconds) {
        BigDecimal days = BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(86_400), 5, RoundingMode.HALF_UP);
        assertThat(Hours.of(days).counts().parts().firstKey()).isEqualTo(seconds / 3600);
    }

    private static Hours sum(String... days) {
        return Stream.of(days).map(BigDecimal::new).map(Hours::of).reduce(Hours.NONE, Hours::plus);
    }
}
