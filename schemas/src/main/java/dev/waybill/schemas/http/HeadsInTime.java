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

/**
 * Closes connections on which the head of a request does not come within some time. Jetty's own time-out begins anew with each byte: who
 * sends one now and then would keep a connection for ever, and with enough of them everybody else out.
 */
final class HeadsInTime implements Connection.Listener, AutoCloseable {

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

    @Override
    public void onOpened(Connection connection) {
        heads.put(connection, Head.NONE);
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
            Head head = heads.computeIfPresent(
                    connection,
                    (same, before) -> before.seen(same.getMessagesIn(), same.getMessagesOut(), same.getBytesIn(), now));
            if (head != null && head.late(now, patience)) {
                connection.getEndPoint().close();
            }
        }
    }
}
