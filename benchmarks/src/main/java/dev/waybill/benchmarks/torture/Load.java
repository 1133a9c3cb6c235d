package dev.waybill.benchmarks.torture;

import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.torture.parcels.Webhook;
import dev.waybill.benchmarks.webhooks.Signed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends webhooks as EasyPost does: each until it is answered with 200. Then it is acknowledged, and must not get lost. */
final class Load implements AutoCloseable {

    private static final int THREADS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(300);
    private static final URI TARGET = URI.create("http://127.0.0.1:" + Service.INGEST.port() + "/webhooks/easypost");
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Map<String, byte[]> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean closed;

    /** Begins to send, so many a second, and returns at once. */
    void begin(List<Webhook> webhooks, double perSecond) {
        var next = new AtomicInteger();
        long began = System.nanoTime();
        for (int thread = 0; thread < THREADS; thread++) {
            threads.execute(() -> {
                for (int i = next.getAndIncrement(); i < webhooks.size() && !closed; i = next.getAndIncrement()) {
                    long wait = began + (long) (i * 1e9 / perSecond) - System.nanoTime();
                    LockSupport.parkNanos(wait);
                    send(webhooks.get(i));
                }
            });
        }
        threads.shutdown();
    }

    /** Returns whether everything was acknowledged within a time. */
    boolean ends(Duration within) throws InterruptedException {
        return threads.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends one webhook until it is acknowledged. */
    void send(Webhook webhook) {
        byte[] body = webhook.body();
        var request = HttpRequest.newBuilder(TARGET)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Hmac-Signature", Signed.signature(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        while (!closed && !answered(request)) {
            refused.incrementAndGet();
            LockSupport.parkNanos(PAUSE);
        }
        if (!closed) {
            if (!webhook.isPoison()) {
                acknowledged.put(webhook.id(), body);
            }
            sent.incrementAndGet();
        }
    }

    private boolean answered(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException away) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            closed = true;
            return false;
        }
    }

    /** The bodies of what was acknowledged, each once. */
    Collection<byte[]> acknowledged() {
        return acknowledged.values();
    }

    /** How many were acknowledged, those that were sent again included. */
    long sent() {
        return sent.get();
    }

    /** How often a webhook was not acknowledged and sent again. */
    long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
    }
}
