package dev.waybill.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.benchmarks.torture.faults.FullDisk;
import dev.waybill.benchmarks.torture.faults.KilledServices;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void theSameSeedPlansTheSame() {
        assertThat(Plan.full(4, 10, true)).isEqualTo(Plan.full(4, 10, true));
        assertThat(Plan.full(4, 10, true)).isNotEqualTo(Plan.full(5, 10, true));
    }

    @Test
    void whatIsLeftOutChangesNoOrder() {
        assertThat(Plan.full(4, 10, false))
                .isEqualTo(Plan.full(4, 10, true).stream()
                        .filter(fault -> !(fault instanceof FullDisk))
                        .toList());
    }

    @Test
    void aWholeRunKillsServicesTwentyTimes() {
        assertThat(Plan.full(1, 10, true))
                .filteredOn(KilledServices.class::isInstance)
                .flatExtracting(fault -> ((KilledServices) fault).services())
                .hasSize(20);
    }
}
