package dev.waybill.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.benchmarks.torture.faults.KilledServices;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void theSameSeedPlansTheSame() {
        assertThat(Plan.full(4, 10, Set.of())).isEqualTo(Plan.full(4, 10, Set.of()));
        assertThat(Plan.full(4, 10, Set.of())).isNotEqualTo(Plan.full(5, 10, Set.of()));
    }

    @Test
    void aWholeRunKillsServicesTwentyTimes() {
        assertThat(Plan.full(1, 10, Set.of()))
                .filteredOn(KilledServices.class::isInstance)
                .flatExtracting(fault -> ((KilledServices) fault).services())
                .hasSize(20);
    }
}
