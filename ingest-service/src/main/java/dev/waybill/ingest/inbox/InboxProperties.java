package dev.waybill.ingest.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the inbox.
 *
 * @param timeout how long an append may take in all; EasyPost gives up after seven seconds
 * @param buffer memory for records that the broker does not have yet; who finds it full waits, and then is told no
 */
@ConfigurationProperties("waybill.inbox")
record InboxProperties(
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("32MB") DataSize buffer) {

    private static final Duration LEAST = Duration.ofMillis(500);

    InboxProperties {
        if (timeout.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("waybill.inbox.timeout must be at least " + LEAST);
        }
    }
}
