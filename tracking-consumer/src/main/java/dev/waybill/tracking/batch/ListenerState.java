package dev.waybill.tracking.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a listener's thread does.
 *
 * @param reason why it is paused or stopped
 */
record ListenerState(String name, Phase phase, @Nullable String reason, Instant since) {

    enum Phase {
        STARTING,
        RUNNING,
        PAUSED,
        STOPPED
    }
}
