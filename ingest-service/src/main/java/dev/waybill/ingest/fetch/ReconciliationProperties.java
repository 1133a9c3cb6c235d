package dev.waybill.ingest.fetch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How EasyPost is asked what webhooks have missed.
 *
 * @param interval how often; 0 for never
 * @param reach how long ago a tracker may have been made
 * @param updatedWithin how long ago EasyPost may have changed it
 */
@ConfigurationProperties("waybill.reconciliation")
record ReconciliationProperties(
        @DefaultValue("1h") Duration interval,
        @DefaultValue("30d") Duration reach,
        @DefaultValue("1d") Duration updatedWithin) {

    ReconciliationProperties {
        if (interval.isNegative() || (!interval.isZero() && interval.toMinutes() < 1)) {
            throw new IllegalArgumentException(
                    "waybill.reconciliation.interval must be a minute or more, or 0 for never");
        }
    }
}
