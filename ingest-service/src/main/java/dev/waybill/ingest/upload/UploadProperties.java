package dev.waybill.ingest.upload;

import dev.waybill.ingest.inbox.Inbox;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of uploads.
 *
 * @param maxShipment largest line or element
 * @param inFlight how many shipments of one upload the broker may owe an acknowledgement
 * @param maxErrors how many errors of one upload are told
 */
@ConfigurationProperties("waybill.upload")
record UploadProperties(
        @DefaultValue("4096KB") DataSize maxShipment,
        @DefaultValue("256") int inFlight,
        @DefaultValue("1000") int maxErrors) {

    int limit() {
        return (int) Math.min(maxShipment.toBytes(), Inbox.MAX_BODY_BYTES);
    }
}
