package dev.waybill.benchmarks.torture.parcels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParcelsTest {

    private static final Instant NOW = Instant.parse("2026-03-18T00:00:00Z");

    @Test
    void theSameSeedTellsTheSame() {
        assertThat(Parcels.webhooks(7, 50, NOW)).isEqualTo(Parcels.webhooks(7, 50, NOW));
        assertThat(Parcels.webhooks(7, 50, NOW)).isNotEqualTo(Parcels.webhooks(8, 50, NOW));
    }

    @Test
    void someAreToldTwiceAndSomeLate() {
        List<Webhook> webhooks = Parcels.webhooks(7, 200, NOW);

        assertThat(new HashSet<>(webhooks)).hasSizeLessThan(webhooks.size());
        assertThat(webhooks.stream().map(Webhook::id).toList())
                .isNotEqualTo(webhooks.stream().map(Webhook::id).sorted().toList());
    }
}
