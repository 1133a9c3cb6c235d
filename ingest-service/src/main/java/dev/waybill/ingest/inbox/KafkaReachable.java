package dev.waybill.ingest.inbox;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the broker answers, as seen by a look every few seconds: a health request never waits for it. */
final class KafkaReachable implements HealthIndicator, AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Admin admin;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "kafka-reachable");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Health seen = Health.unknown().build();

    KafkaReachable(Admin admin) {
        this.admin = admin;
        var unused = timer.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Health health() {
        return seen;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        admin.close(Duration.ZERO);
    }

    private void look() {
        try {
            int nodes = admin.describeCluster()
                    .nodes()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .size();
            seen = (nodes > 0 ? Health.up() : Health.down())
                    .withDetail("nodes", nodes)
                    .build();
        } catch (ExecutionException | TimeoutException away) {
            seen = Health.down()
                    .withDetail("error", "The broker does not answer")
                    .build();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
