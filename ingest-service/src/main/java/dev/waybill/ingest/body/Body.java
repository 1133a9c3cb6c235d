package dev.waybill.ingest.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;

/**
 * The body of one request: its bytes, the memory that is held for them until it is closed, and the time until which they must have come.
 * Used by one thread. Closing it leaves the stream behind it open, which is the server's.
 */
public final class Body extends FilterInputStream {

    private final Bodies bodies;
    private final Clock clock;
    private final Duration patience;
    private Instant deadline;
    private int held;

    Body(InputStream in, Bodies bodies, Clock clock, Duration patience) {
        super(in);
        this.bodies = bodies;
        this.clock = clock;
        this.patience = patience;
        this.deadline = clock.instant().plus(patience);
    }

    /**
     * Holds memory for so many bytes, in place of what was held before.
     *
     * @throws BodiesFullException when there is none
     */
    public void hold(long bytes) {
        held = bodies.change(held, bytes);
    }

    /** Gives what comes next its own time. */
    public void goOn() {
        deadline = clock.instant().plus(patience);
    }

    /**
     * Reads some bytes.
     *
     * @throws SocketTimeoutException when the time is over
     */
    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = reading(() -> in.read(into, from, length));
        inTime();
        return read;
    }

    /**
     * Reads a byte.
     *
     * @throws SocketTimeoutException when the time is over
     */
    @Override
    public int read() throws IOException {
        int read = reading(in::read);
        inTime();
        return read;
    }

    @Override
    public void close() {
        hold(0);
    }

    /** Jetty has names of its own for a client that stopped sending, and for one that sends no HTTP. */
    private static int reading(Read some) throws IOException {
        try {
            return some.read();
        } catch (IOException failure) {
            if (failure.getCause() instanceof TimeoutException) {
                var late = new SocketTimeoutException("The body stopped coming");
                late.initCause(failure);
                throw late;
            }
            throw failure;
        } catch (RuntimeException failure) {
            if (failure instanceof HttpException) {
                throw new IOException(failure);
            }
            throw failure;
        }
    }

    private interface Read {

        int read() throws IOException;
    }

    private void inTime() throws SocketTimeoutException {
        if (clock.instant().isAfter(deadline)) {
            throw new SocketTimeoutException("The body did not come within " + patience.toSeconds() + " s");
        }
    }
}
