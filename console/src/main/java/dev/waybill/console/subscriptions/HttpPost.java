package dev.waybill.console.subscriptions;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON to addresses that somebody else chose: follows no redirect, keeps no cookie, reads a kilobyte of the answer, and is done within
 * a time whatever the other side does.
 */
final class HttpPost implements AutoCloseable {

    private static final TimeValue IDLE = TimeValue.ofSeconds(30);
    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final int MOST_ANSWER = 1024;
    private static final long MOST_RETRY_AFTER_SECONDS = Duration.ofHours(10).toSeconds();

    private final CloseableHttpClient client;
    private final Duration timeout;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "deliveries-timer");
        thread.setDaemon(true);
        return thread;
    });

    /** @param timeout for all of a post, but for the look-up of its name */
    HttpPost(PublicAddresses addresses, Duration timeout) {
        this.timeout = timeout;
        Timeout patience = Timeout.of(timeout);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        // no subscriber waits for another's: each posts a few at a time
                        .setMaxConnTotal(Integer.MAX_VALUE)
                        .setMaxConnPerRoute(Integer.MAX_VALUE)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(patience)
                                .setTimeToLive(Timeout.ofMinutes(1))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(patience)
                        .setResponseTimeout(patience)
                        .build())
                .evictExpiredConnections()
                .evictIdleConnections(IDLE)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Waybill")
                .build();
    }

    /** Posts; whatever fails is told by the answer. */
    Answer post(URI url, Map<String, String> headers, String json) {
        long began = System.nanoTime();
        var request = new HttpUriRequestBase("POST", url);
        headers.forEach(request::setHeader);
        request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        ScheduledFuture<?> end = timer.schedule(request::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, response -> answer(response, began));
        } catch (IOException | RuntimeException failure) {
            String error = request.isCancelled() || failure instanceof SocketTimeoutException
                    ? "No answer within " + timeout.toSeconds() + " s"
                    : reason(failure);
            return Answer.failed(error, since(began));
        } finally {
            end.cancel(false);
        }
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        client.close();
    }

    private static Answer answer(ClassicHttpResponse response, long began) throws IOException {
        byte[] text = {};
        if (response.getEntity() != null) {
            InputStream body = response.getEntity().getContent();
            text = body == null ? text : body.readNBytes(MOST_ANSWER);
            if (text.length == MOST_ANSWER) {
                // whatever else comes is not waited for, and the connection not used again
                response.close();
            }
        }
        return new Answer(
                response.getCode(),
                new String(text, StandardCharsets.UTF_8),
                null,
                since(began),
                seconds(response.getFirstHeader("Retry-After")));
    }

    private static @Nullable Duration seconds(@Nullable Header header) {
        String value = header == null ? "" : String.valueOf(header.getValue()).strip();
        return value.matches("\\d{1,9}")
                ? Duration.ofSeconds(Math.min(Long.parseLong(value), MOST_RETRY_AFTER_SECONDS))
                : null;
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
