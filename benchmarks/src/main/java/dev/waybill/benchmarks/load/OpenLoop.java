package dev.waybill.benchmarks.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
     * Sends all requests to a local port, so many a second, and returns when all are answered.
     *
     * @throws RuntimeException the first that was thrown where an answer was told
     */
    public static void send(int port, List<byte[]> requests, int aSecond, int connections, Answers answers)
            throws IOException, InterruptedException {
        BlockingQueue<Connection> free = new ArrayBlockingQueue<>(connections);
        for (int i = 0; i < connections; i++) {
            free.add(new Connection(port));
        }
        var pending = new Semaphore(0);
        var failure = new AtomicReference<RuntimeException>();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long began = System.nanoTime();
            for (int i = 0; i < requests.size(); i++) {
                int request = i;
                long due = began + TimeUnit.SECONDS.toNanos(i) / aSecond;
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                threads.execute(() -> {
                    try {
                        answers.answered(request, due, exchange(free, requests.get(request)));
                    } catch (RuntimeException failed) {
                        failure.compareAndSet(null, failed);
                    } finally {
                        pending.release();
                    }
                });
            }
            pending.acquire(requests.size());
            RuntimeException failed = failure.get();
            if (failed != null) {
                throw failed;
            }
        } finally {
            threads.shutdownNow();
            for (Connection connection : free) {
                connection.close();
            }
        }
    }

    private static int exchange(BlockingQueue<Connection> free, byte[] request) {
        Connection connection = free.remove();
        try {
            return connection.exchangeAgain(request);
        } finally {
            free.add(connection);
        }
    }
}
