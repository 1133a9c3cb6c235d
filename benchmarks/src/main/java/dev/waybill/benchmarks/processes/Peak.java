package dev.waybill.benchmarks.processes;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The most memory that some processes held at once, looked at four times a second until it is closed. */
public final class Peak implements AutoCloseable {

    private static final long LOOK_MS = 250;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Processes processes;
    private final ScheduledFuture<?> looking;
    private volatile double megabytes;

    public Peak(Processes processes) {
        this.processes = processes;
        this.looking = thread.scheduleWithFixedDelay(this::look, 0, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    /** Returns the most that was seen so far. */
    public double megabytes() {
        if (looking.isDone()) {
            throw new IllegalStateException("nobody looks any more: a process has ended, or this was closed");
        }
        look();
        return megabytes;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private synchronized void look() {
        megabytes = Math.max(megabytes, processes.megabytes());
    }
}
