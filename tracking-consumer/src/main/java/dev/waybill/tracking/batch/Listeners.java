package dev.waybill.tracking.batch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Makes listeners and knows how they are. Health: DOWN when a thread has ended, OUT_OF_SERVICE while one is paused or has not begun, else
 * UP.
 */
public final class Listeners implements HealthIndicator {

    private final KafkaClients clients;
    private final BatchProperties batches;
    private final Clock clock;
    private final MeterRegistry meters;
    private final List<BatchListener> listeners = new ArrayList<>();

    Listeners(KafkaClients clients, BatchProperties batches, Clock clock, MeterRegistry meters) {
        this.clients = clients;
        this.batches = batches;
        this.clock = clock;
        this.meters = meters;
    }

    /** Returns a listener that calls the handler from as many threads as the subscription says. */
    public synchronized <T> BatchListener of(Subscription subscription, BatchHandler<T> handler) {
        var listener = new BatchListener(subscription, handler, this);
        listeners.add(listener);
        return listener;
    }

    Reporter reporter(String group, int thread) {
        return new Reporter(group, thread, batches.longestPause(), clock, meters);
    }

    KafkaClients clients() {
        return clients;
    }

    @Override
    public synchronized Health health() {
        List<ListenerState> states =
                listeners.stream().flatMap(BatchListener::states).toList();
        var health = new Health.Builder().up();
        if (states.stream().anyMatch(state -> state.phase() == ListenerState.Phase.STOPPED)) {
            health.down();
        } else if (states.stream().anyMatch(state -> state.phase() != ListenerState.Phase.RUNNING)) {
            health.outOfService();
        }
        states.forEach(state -> health.withDetail(state.name(), detail(state)));
        return health.build();
    }

    private static Map<String, String> detail(ListenerState state) {
        String phase = state.phase().name();
        return state.reason() == null
                ? Map.of("state", phase, "since", state.since().toString())
                : Map.of("state", phase, "since", state.since().toString(), "reason", state.reason());
    }
}
