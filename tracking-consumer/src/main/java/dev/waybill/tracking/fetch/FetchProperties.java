package dev.waybill.tracking.fetch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the timer.
 *
 * @param enabled whether to ask at all
 * @param interval between two looks at the table
 * @param patience how long a shipment may stay untold before it is asked for
 * @param again how long before it is asked for again
 * @param giveUp how long after the last news of it no more is asked
 * @param batch the most shipments asked for in one look
 */
@ConfigurationProperties("waybill.tracking.fetch")
record FetchProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1m") Duration interval,
        @DefaultValue("10m") Duration patience,
        @DefaultValue("1d") Duration again,
        @DefaultValue("30d") Duration giveUp,
        @DefaultValue("500") int batch) {}
