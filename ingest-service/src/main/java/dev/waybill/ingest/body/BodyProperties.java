package dev.waybill.ingest.body;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of bodies.
 *
 * @param memory how much all bodies that are being taken in may occupy at once
 * @param longestWait how long a request waits for memory before it is told to come again; with what an append takes, less than EasyPost's seven
 *     seconds
 * @param patience how long a client may take to send a webhook, or one shipment of an upload
 */
@ConfigurationProperties("waybill.body")
record BodyProperties(
        @DefaultValue("64MB") DataSize memory,
        @DefaultValue("1s") Duration longestWait,
        @DefaultValue("20s") Duration patience) {

    BodyProperties {
        if (memory.toBytes() < 1 || memory.toBytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("waybill.body.memory must be more than 0 and less than 2GB");
        }
    }
}
