package dev.waybill.analytics.streams;

import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/** Up while the topology runs or moves its tasks. */
final class StreamsHealth extends AbstractHealthIndicator {

    private final StreamsBuilderFactoryBean streams;

    StreamsHealth(StreamsBuilderFactoryBean streams) {
        super("Kafka Streams cannot be asked");
        this.streams = streams;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        KafkaStreams running = streams.getKafkaStreams();
        if (running == null) {
            health.down().withDetail("state", "NOT_STARTED");
            return;
        }
        KafkaStreams.State state = running.state();
        health.withDetail("state", state.name());
        if (state.isRunningOrRebalancing()) {
            health.up();
        } else {
            health.down();
        }
    }
}
