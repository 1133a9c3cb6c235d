package dev.waybill.standalone;

import dev.waybill.standalone.folder.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker and the database, which start and stop side by side. {@code stop} may come while one still starts: it waits for that
 * one for a moment and stops it, and no other starts.
 */
final class Engines {

    private static final Logger log = LoggerFactory.getLogger(Engines.class);
    private static final Duration FOR_STOPPING = Duration.ofSeconds(2);

    private final ExecutorService threads = Executors.newCachedThreadPool(Engines::daemon);
    private final List<Function<Deadline, CompletableFuture<Void>>> stops = new ArrayList<>();
    private boolean stopping;

    synchronized <T> CompletableFuture<T> start(Supplier<T> engine, BiConsumer<T, Deadline> stop) {
        if (stopping) {
            throw new CancellationException("Stopping");
        }
        CompletableFuture<T> start = CompletableFuture.supplyAsync(engine, threads);
        stops.add(deadline -> start.orTimeout(deadline.leaving(FOR_STOPPING).millisLeft(), TimeUnit.MILLISECONDS)
                .thenAcceptAsync(started -> stop.accept(started, deadline), threads));
        return start;
    }

    /** Returns when all have stopped, at the deadline at the latest. */
    void stop(Deadline deadline) {
        List<Function<Deadline, CompletableFuture<Void>>> begun;
        synchronized (this) {
            stopping = true;
            begun = List.copyOf(stops);
        }
        begun.stream().map(stop -> stop.apply(deadline)).toList().forEach(stop -> await(stop, deadline));
        threads.shutdownNow();
    }

    private static void await(CompletableFuture<Void> stop, Deadline deadline) {
        try {
            stop.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            log.warn("Not waiting longer for an engine to stop");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            log.warn("An engine never started, or did not stop cleanly", failed);
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
