package dev.waybill.analytics.streams;

import java.time.Duration;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a new thread try again, after a pause, whatever stopped the last: its transaction was aborted, so nothing is lost or twice. */
final class ReplaceThread implements StreamsUncaughtExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ReplaceThread.class);

    private final Duration pause;

    ReplaceThread(Duration pause) {
        this.pause = pause;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        log.error("A stream thread failed and is replaced", failure);
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
