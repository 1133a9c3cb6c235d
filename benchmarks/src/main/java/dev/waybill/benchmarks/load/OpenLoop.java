package dev.waybill.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Requests sent at a steady rate whatever the server does, by one thread, those of a millisecond together. Each has the moment at which it
 * was due, so that one which had to wait for a connection counts its wait.
 */
public final class OpenLoop {

    private static final int BUFFER = 64 << 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE = 20 * SECOND;
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final List<byte[]> requests;
    private final int aSecond;
    private final Answers answers;
    private final Selector selector;
    private final List<Exchange> all = new ArrayList<>();
    private final Deque<Exchange> free = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final long began = System.nanoTime();
    private int next;

    private OpenLoop(List<byte[]> requests, int aSecond, Answers answers, Selector selector) {
        this.requests = requests;
        this.aSecond = aSecond;
        this.answers = answers;
        this.selector = selector;
    }

    /** Told of each answer, by the thread that sends. */
    public interface Answers {

        /**
         * One request is answered.
         *
         * @param due when the request was to be sent, as System.nanoTime
         * @param status of the answer; 0 when the connection broke, or nothing came for 20 s
         */
        void answered(int request, long due, int status);
    }

    /**
     * Sends all requests to a local port, so many a second, and returns when all are answered.
     *
     * @throws IOException when a 503 does not say when to come again
     * @throws RuntimeException the first that was thrown where an answer was told
     */
    public static void send(int port, List<byte[]> requests, int aSecond, int connections, Answers answers)
            throws IOException {
        try (Selector selector = Selector.open()) {
            var loop = new OpenLoop(requests, aSecond, answers, selector);
            for (int i = 0; i < connections; i++) {
                var exchange = new Exchange(port, selector);
                loop.all.add(exchange);
                loop.free.push(exchange);
            }
            try {
                loop.run();
            } finally {
                for (Exchange exchange : loop.all) {
                    exchange.close();
                }
            }
        }
    }

    private void run() throws IOException {
        long look = began + SECOND;
        while (next < requests.size() || free.size() < all.size()) {
            long now = System.nanoTime();
            while (next < requests.size() && !free.isEmpty() && due(next) <= now) {
                begin(free.pop());
            }
            await();
            for (SelectionKey key : selector.selectedKeys()) {
                goOn((Exchange) key.attachment());
            }
            selector.selectedKeys().clear();
            if (now > look) {
                giveUp(now);
                look = now + SECOND;
            }
        }
    }

    private long due(int request) {
        return began + request * SECOND / aSecond;
    }

    /** Waits for an answer, or for the millisecond in which the next request is due. */
    private void await() throws IOException {
        long wait = next < requests.size() && !free.isEmpty() ? due(next) - System.nanoTime() : SECOND;
        if (wait <= 0) {
            selector.selectNow();
        } else {
            selector.select((wait + MILLISECOND - 1) / MILLISECOND);
        }
    }

    private void begin(Exchange exchange) throws IOException {
        int request = next++;
        try {
            exchange.begin(request, due(request), requests.get(request));
        } catch (IOException broken) {
            done(exchange, 0);
        }
    }

    private void goOn(Exchange exchange) throws IOException {
        boolean answered;
        try {
            answered = exchange.answered(buffer);
        } catch (IOException broken) {
            done(exchange, 0);
            return;
        }
        if (answered) {
            if (exchange.answer().lacksRetryAfter()) {
                throw new IOException("503 without Retry-After");
            }
            done(exchange, exchange.answer().status());
        }
    }

    private void giveUp(long now) throws IOException {
        for (Exchange exchange : all) {
            if (exchange.waitsSince(now - PATIENCE)) {
                done(exchange, 0);
            }
        }
    }

    private void done(Exchange exchange, int status) throws IOException {
        if (status == 0) {
            exchange.close();
        }
        free.add(exchange);
        answers.answered(exchange.number(), exchange.due(), status);
    }
}
