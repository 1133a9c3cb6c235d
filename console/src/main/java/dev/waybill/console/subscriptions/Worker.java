package dev.waybill.console.subscriptions;

import dev.waybill.events.Subscription;
import dev.waybill.schemas.lifecycle.Stopping;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that delivers to one subscription. Whatever fails begins again at what was written last. */
final class Worker implements Runnable {

    /** How long the last round may take. */
    static final Duration STOP_PATIENCE = Duration.ofSeconds(25);

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final String id;
    private final Supplier<Optional<Subscription>> current;
    private final Opening opening;
    private final Stopping stopping = new Stopping();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean abandoned;
    private Duration pause = PAUSE;

    /** @param current the subscription as it is now */
    Worker(String id, Supplier<Optional<Subscription>> current, Opening opening) {
        this.id = id;
        this.current = current;
        this.opening = opening;
    }

    /** Begins the last round. */
    void stop() {
        stopping.begin();
    }

    /** Returns when the last round is written, or it takes too long: then it is not written at all, and somebody else makes it again. */
    void awaitEnd() {
        try {
            if (!ended.await(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                abandoned = true;
                log.warn("Subscription {} is still being delivered to, and what comes of it is forgotten", id);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            while (running()) {
                Optional<Subscription> subscription = current.get().filter(one -> one.getDisabled() == null);
                if (subscription.isPresent()) {
                    workFor(subscription.get());
                } else {
                    stopping.pause(pause);
                }
            }
        } finally {
            ended.countDown();
        }
    }

    /** Until it is changed, or something fails. */
    private void workFor(Subscription subscription) {
        try (Rounds rounds = opening.open(subscription, stopping, () -> abandoned)) {
            while (running()
                    && !rounds.areOver()
                    && current.get().filter(subscription::equals).isPresent()) {
                rounds.round();
                pause = PAUSE;
            }
        } catch (RuntimeException | Error broken) {
            log.warn("Subscription {} is delivered to again in {} s: {}", id, pause.toSeconds(), broken.toString());
            stopping.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean running() {
        return !stopping.hasBegun();
    }
}
