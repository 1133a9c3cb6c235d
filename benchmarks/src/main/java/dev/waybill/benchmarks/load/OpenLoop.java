package dev.waybill.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests sent at a steady rate whatever the server does. Each has the moment at which it was due, so that one which had to wait for a
 * connection counts its wait.
 */
public final class OpenLoop {

    private OpenLoop() {}

    /** Told of each answer, by many threads. */
    public interface Answers {

        /**
         * One request is answered.
         *
         * @param due when the request was to be sent, as System.nanoTime
         * @param status of the answer; 0 when the connection broke
         */
        void answered(int request, long due, int status);
    }

    /**
     * Sends all requests to a local port, so many a second, and returns when all are answered. Each connection takes the next request when
     * it is free, waits until that is due, and sends it.
     *
     * @throws RuntimeException the first that was thrown where an answer was told
     */
    public static void send(int port, List<byte[]> requests, int aSecond, int connections, Answers answers)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        var opened = new ArrayList<Connection>();
        try {
            for (int i = 0; i < connections; i++) {
                opened.add(new Connection(port));
            }
            var next = new AtomicInteger();
            long began = System.nanoTime();
            var done = new ArrayList<Future<?>>();
            for (Connection connection : opened) {
                done.add(threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
                        long due = began + TimeUnit.SECONDS.toNanos(i) / aSecond;
                        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                            LockSupport.parkNanos(wait);
                        }
                        answers.answered(i, due, connection.exchangeAgain(requests.get(i)));
                    }
                }));
            }
            for (Future<?> connection : done) {
                connection.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } finally {
            threads.shutdownNow();
            for (Connection connection : opened) {
                connection.close();
            }
        }
    }
}
