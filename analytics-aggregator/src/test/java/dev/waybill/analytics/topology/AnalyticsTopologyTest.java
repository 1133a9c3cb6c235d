package dev.waybill.analytics.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A change of the topology that moves its stores or topics needs a new version of the application id. */
@NullUnmarked
class AnalyticsTopologyTest {

    @Test
    void topologyIsTheOneThatWasReleased() throws IOException {
        var topology = Driven.topology(
                new AvroWire(BundledSchemas.catalogue()),
                Handled.NOTHING,
                new SimpleMeterRegistry(),
                Clock.systemUTC(),
                1);
        try (InputStream golden = getClass().getResourceAsStream("/topology.txt")) {
            assertThat(topology.describe().toString().strip())
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }
}
