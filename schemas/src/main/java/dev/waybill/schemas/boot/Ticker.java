package dev.waybill.schemas.boot;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does something again and again, at a fixed delay, from the start of its context to its stop. A failure is logged and does not end it. */
public final class Ticker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Ticker.class);

    private final String name;
    private final Duration interval;
    private final Runnable work;
    private ScheduledExecutorService timer = stopped();

    public Ticker(String name, Duration interval, Runnable work) {
        this.name = name;
        this.interval = interval;
        this.work = work;
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        var ignored = timer.scheduleWithFixedDelay(
                this::tick, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return !timer.isShutdown();
    }

    private void tick() {
        try {
            work.run();
        } catch (RuntimeException failure) {
            log.warn("{} failed and will try again: {}", name, failure.toString());
        }
    }

    private static ScheduledExecutorService stopped() {
        ScheduledExecutorService none = Executors.newScheduledThreadPool(0);
        none.shutdown();
        return none;
    }
}
