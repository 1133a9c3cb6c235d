package dev.waybill.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

class PatienceTest {

    @Property(tries = 100)
    void theGroupWaitsLongerThanOneRequestCanTake(
            @ForAll @IntRange(max = 3600) int answer,
            @ForAll @IntRange(max = 600) int append,
            @ForAll @IntRange(max = 600) int block) {
        var patience = new Patience(Duration.ofSeconds(answer), Duration.ofSeconds(append), Duration.ofSeconds(block));

        assertThat(patience.pollInterval())
                .isGreaterThan(patience.worst())
                .isGreaterThan(Duration.ofSeconds(answer + append + block))
                .isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aPollIsOneRequestAndTheGroupKnowsHowLongItMayTake() {
        var patience = new Patience(Duration.ofMinutes(10), Duration.ofSeconds(5), Duration.ofMinutes(1));

        assertThat(FetchConfiguration.settings(new KafkaProperties(), patience))
                .containsEntry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1)
                .containsEntry(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 2 * (600 + 5 + 60 + 11) * 1000);
    }
}
