package dev.waybill.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Connections that each send the next request as soon as the last one is answered: how much a server takes. */
public final class ClosedLoop {

    private ClosedLoop() {}

    /**
     * Sends requests to a local port for some seconds and returns how many a second were answered with 200.
     *
     * @throws IOException when one was answered otherwise
     */
    public static double rate(int port, List<byte[]> requests, int connections, int seconds)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long began = System.nanoTime();
            long end = began + TimeUnit.SECONDS.toNanos(seconds);
            var counts = new ArrayList<Future<Long>>();
            for (int i = 0; i < connections; i++) {
                int first = i * requests.size() / connections;
                counts.add(threads.submit(() -> count(port, requests, first, end)));
            }
            long answered = 0;
            for (Future<Long> count : counts) {
                answered += count.get();
            }
            return answered * 1e9 / (System.nanoTime() - began);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static long count(int port, List<byte[]> requests, int first, long end) throws IOException {
        long answered = 0;
        try (var connection = new Connection(port)) {
            for (int next = first; System.nanoTime() < end; next = (next + 1) % requests.size()) {
                int status = connection.exchange(requests.get(next));
                if (status != 200) {
                    throw new IOException("answered " + status);
                }
                answered++;
            }
        }
        return answered;
    }
}
