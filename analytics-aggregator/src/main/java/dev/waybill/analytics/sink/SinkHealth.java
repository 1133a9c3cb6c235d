package dev.waybill.analytics.sink;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/** Up while the sink listens and its last attempt succeeded. */
final class SinkHealth extends AbstractHealthIndicator {

    private final KafkaListenerEndpointRegistry listeners;
    private final RollupSink sink;

    SinkHealth(KafkaListenerEndpointRegistry listeners, RollupSink sink) {
        super("The sink cannot be asked");
        this.listeners = listeners;
        this.sink = sink;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var listener = listeners.getListenerContainer(RollupSink.ID);
        Throwable failure = sink.failure();
        if (listener == null || !listener.isRunning()) {
            health.down().withDetail("state", "stopped");
        } else if (failure != null) {
            health.down()
                    .withDetail("state", "retrying")
                    .withDetail("failure", failure.getClass().getSimpleName());
        } else {
            health.up();
        }
    }
}
