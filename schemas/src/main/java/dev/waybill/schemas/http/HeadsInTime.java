package dev.waybill.schemas.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections on which the head of a request does not come within some time. Jetty's own time-out begins anew with each byte: who
 * sends one now and then would keep a connection for ever, and with enough of them everybody else out.
 */
final class HeadsInTime implements Connection.Listener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HeadsInTime.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Clock clock;
    private final Duration patience;
    private final Map<Connection, Head> heads = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "heads-in-time");
        thread.setDaemon(true);
        return thread;
    });

    HeadsInTime(Clock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
        var unused =
                timer.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns a handler that sees each request, and when it is done. */
    Handler.Singleton handler() {
        return new Handler.Wrapper() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                Connection connection = request.getConnectionMetaData().getConnection();
                heads.computeIfPresent(connection, (same, head) -> Head.LATER);
                Request.addCompletionListener(
                        request,
                        failure -> heads.computeIfPresent(connection, (same, head) -> Head.after(same.getBytesIn())));
                return super.handle(request, response, callback);
            }
        };
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ConnectionMetaData) {
            heads.put(connection, Head.FIRST);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        heads.remove(connection);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void look() {
        Instant now = clock.instant();
        for (Connection connection : heads.keySet()) {
            Head head = heads.computeIfPresent(connection, (same, before) -> before.seen(same.getBytesIn(), now));
            if (head != null && head.late(now, patience)) {
                close(connection);
            }
        }
    }

    private static void close(Connection connection) {
        try {
            connection.getEndPoint().close();
        } catch (RuntimeException broken) {
            log.warn("A connection whose head is late cannot be closed", broken);
        }
    }
}
