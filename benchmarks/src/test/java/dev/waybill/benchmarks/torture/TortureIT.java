package dev.waybill.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.torture.parcels.Parcels;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A minute of it: each kind of fault that a minute allows. */
class TortureIT {

    private static final Duration SESSION = Duration.ofSeconds(6);

    @Test
    void nothingIsLostDoubledOrWrong() throws Exception {
        Instant now = Instant.parse("2026-06-01T00:00:00Z");
        var run = new Run(11, Parcels.webhooks(11, 80, now), 15, SESSION, Duration.ofMinutes(5), now);

        Report report = run.of(Site.prepare(Torture.START_QUICKLY), Plan.little(), System.out::println);

        assertThat(report.isFlawless()).as(report.table()).isTrue();
        assertThat(report.faults())
                .allSatisfy(line -> assertThat(line.outcome().injected()).isTrue());
        assertThat(report.comparison().cells()).isGreaterThan(10_000);
    }
}
