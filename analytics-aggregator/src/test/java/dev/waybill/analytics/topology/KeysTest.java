package dev.waybill.analytics.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.Period;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class KeysTest {

    private static final LocalDate DAY = LocalDate.of(2024, 12, 30);

    @Test
    void textIsTheCataloguesKey() {
        assertThat(new CarrierKey("production", "USPS", "Priority", DAY))
                .hasToString("production|USPS|Priority|2024-12-30");
        assertThat(new SummaryKey("test", Period.DAILY, DAY)).hasToString("test|daily|2024-12-30");
    }

    @Test
    void weekIsIsosAndMonthIsTheCalendars() {
        var newYear = new SummaryKey("test", Period.DAILY, LocalDate.of(2025, 1, 1));
        assertThat(newYear.week()).hasToString("test|weekly|2024-12-30");
        assertThat(newYear.month()).hasToString("test|monthly|2025-01-01");
        assertThat(new SummaryKey("test", Period.DAILY, LocalDate.of(2025, 1, 5)).week())
                .hasToString("test|weekly|2024-12-30");
        assertThat(new SummaryKey("test", Period.DAILY, LocalDate.of(2025, 1, 6)).week())
                .hasToString("test|weekly|2025-01-06");
    }

    @Property
    void anyNameComesBack(@ForAll String mode, @ForAll String carrier, @ForAll String service) {
        var key = new CarrierKey(mode, carrier, service, DAY);
        assertThat(CarrierKey.parse(key.toString())).isEqualTo(key);
    }

    @Test
    void separatorsInNamesDoNotSeparate() {
        assertThat(new CarrierKey("m", "a|b", "c", DAY))
                .doesNotHaveToString(new CarrierKey("m", "a", "b|c", DAY).toString());
        assertThat(new CarrierKey("m", "a|b", "100%", DAY)).hasToString("m|a%7Cb|100%25|2024-12-30");
    }
}
