package dev.waybill.standalone.demo;

import dev.waybill.standalone.folder.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Sends the messages over HTTP, a few at a time, and again when it is told to come back later: as EasyPost does. */
final class Sender {

    private static final int AT_A_TIME = 8;
    private static final int ATTEMPTS = 6;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Target target;
    private final IntConsumer progress;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger webhooks = new AtomicInteger();
    private final AtomicInteger shipments = new AtomicInteger();

    /**
     * @param progress told how many messages have been accepted
     */
    Sender(Target target, IntConsumer progress) {
        this.target = target;
        this.progress = progress;
    }

    /** What was accepted. */
    record Accepted(int webhooks, int shipments) {}

    /** Returns when all were accepted. Fails with a {@link Problem} when one was refused. */
    Accepted send(List<Message> messages) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, task -> {
            var thread = new Thread(task, "demo");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> sends = new ArrayList<>();
            messages.forEach(message -> sends.add(threads.submit(() -> send(message))));
            for (Future<?> send : sends) {
                send.get();
            }
            return new Accepted(webhooks.get(), shipments.get());
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Problem problem
                    ? problem
                    : new Problem("Sending failed: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Problem("Interrupted while sending", interrupted);
        } finally {
            threads.shutdownNow();
        }
    }

    private void send(Message message) {
        if (message instanceof Message.Webhook webhook) {
            byte[] body = Json.bytes(webhook.event());
            deliver(
                    request(target.webhooks(), body)
                            .header("X-Hmac-Signature", target.signature(body))
                            .build(),
                    200);
            webhooks.incrementAndGet();
        } else if (message instanceof Message.PostedShipment posted) {
            byte[] body = Json.bytes(posted.shipment());
            deliver(
                    request(target.shipments(), body)
                            .header("Authorization", "Bearer " + target.apiKey())
                            .build(),
                    202);
            shipments.incrementAndGet();
        }
        progress.accept(sent.incrementAndGet());
    }

    private static HttpRequest.Builder request(URI uri, byte[] body) {
        return HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
    }

    private void deliver(HttpRequest request, int wanted) {
        String last = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() == wanted) {
                    return;
                }
                last = answer.statusCode() + " " + answer.body();
                if (answer.statusCode() < 500) {
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(250L << attempt);
            } catch (IOException away) {
                last = away.toString();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                last = "interrupted";
                break;
            }
        }
        throw new Problem(request.uri() + " answered " + last);
    }
}
