package dev.waybill.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker and the database, which start and stop side by side. {@code close} may come while one still starts: it waits for that
 * one for a moment and stops it, and no other starts.
 */
final class Engines implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Engines.class);
    private static final long LONGEST_START_SECONDS = 3;
    private static final long STOP_SECONDS = 7;

    private final ExecutorService threads = Executors.newCachedThreadPool(Engines::daemon);
    private final List<CompletableFuture<? extends AutoCloseable>> starts = new ArrayList<>();
    private boolean closing;

    synchronized <T extends AutoCloseable> CompletableFuture<T> start(Supplier<T> engine) {
        if (closing) {
            throw new CancellationException("Stopping");
        }
        CompletableFuture<T> start = CompletableFuture.supplyAsync(engine, threads);
        starts.add(start);
        return start;
    }

    @Override
    public void close() {
        List<CompletableFuture<? extends AutoCloseable>> begun;
        synchronized (this) {
            closing = true;
            begun = List.copyOf(starts);
            starts.clear();
        }
        CompletableFuture<?>[] stops = begun.stream()
                .map(start -> start.orTimeout(LONGEST_START_SECONDS, TimeUnit.SECONDS)
                        .thenAcceptAsync(Engines::stop, threads))
                .toArray(CompletableFuture<?>[]::new);
        for (CompletableFuture<?> stop : stops) {
            await(stop);
        }
        threads.shutdownNow();
    }

    private static void await(CompletableFuture<?> stop) {
        try {
            stop.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            log.warn("Not waiting longer than {} s for an engine to stop", STOP_SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException neverStarted) {
            log.info("An engine never started: {}", neverStarted.getMessage());
        }
    }

    private static void stop(AutoCloseable engine) {
        try {
            engine.close();
        } catch (Exception failed) {
            log.warn("{} did not stop cleanly", engine, failed);
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
