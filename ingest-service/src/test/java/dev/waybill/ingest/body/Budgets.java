package dev.waybill.ingest.body;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** Budgets for tests of those who read bodies. */
public final class Budgets {

    private Budgets() {}

    /** Returns one that no test fills. */
    public static Bodies roomy() {
        return new Bodies(
                new BodyProperties(DataSize.ofMegabytes(64), Duration.ofSeconds(1), Duration.ofSeconds(20)),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }
}
