package dev.waybill.tracking.batch;

import dev.waybill.tracking.batch.ListenerState.Phase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said of one listener thread: its state, once for each change, and its figures. */
final class Reporter {

    private static final Logger log = LoggerFactory.getLogger(Reporter.class);

    private final String member;
    private final Duration longestPause;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Timer batches;
    private final DistributionSummary sizes;
    private final Counter handled;
    private final Counter buried;
    private final Counter retries;

    private volatile ListenerState state;

    Reporter(String group, int thread, Duration longestPause, Clock clock, MeterRegistry meters) {
        this.member = group + "-" + thread;
        this.longestPause = longestPause;
        this.clock = clock;
        this.meters = meters;
        this.batches = meters.timer("waybill.batches", "group", group);
        this.sizes = meters.summary("waybill.batch.size", "group", group);
        this.handled = meters.counter("waybill.records", "group", group, "outcome", "handled");
        this.buried = meters.counter("waybill.records", "group", group, "outcome", "dead_letter");
        this.retries = meters.counter("waybill.retries", "group", group);
        this.state = new ListenerState(member, Phase.STARTING, null, clock.instant());
    }

    String member() {
        return member;
    }

    Duration longestPause() {
        return longestPause;
    }

    ListenerState state() {
        return state;
    }

    /** Shows a consumer's own metrics, such as its lag, until they are closed. */
    KafkaClientMetrics show(Consumer<?, ?> consumer) {
        var metrics = new KafkaClientMetrics(consumer);
        metrics.bindTo(meters);
        return metrics;
    }

    void told(Phase phase, @Nullable String reason) {
        if (state.phase() != phase) {
            state = new ListenerState(member, phase, reason, clock.instant());
            log.info(
                    "{} is {}{}",
                    member,
                    phase.name().toLowerCase(java.util.Locale.ROOT),
                    reason == null ? "" : ": " + reason);
        }
    }

    void retrying(Throwable failure, int attempt) {
        retries.increment();
        log.debug("{} tries again, time {}", member, attempt + 1, failure);
        told(Phase.PAUSED, Failures.brief(failure));
    }

    void handled(int records, int deadLetters, long nanos) {
        told(Phase.RUNNING, null);
        batches.record(nanos, TimeUnit.NANOSECONDS);
        sizes.record(records);
        handled.increment(records - deadLetters);
        buried.increment(deadLetters);
    }
}
