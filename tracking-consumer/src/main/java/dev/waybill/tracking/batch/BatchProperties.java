package dev.waybill.tracking.batch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of all listeners.
 *
 * @param threads threads of the listener of shipments; the others have one each
 * @param instance name of this instance, unique among all; set, members of groups keep their partitions over a restart
 * @param maxRecords the most records of a poll; a batch gathers up to four while there is a backlog of small records
 * @param longestPause between two tries of what cannot be handled now
 */
@ConfigurationProperties("waybill.tracking")
public record BatchProperties(
        @DefaultValue("2") int threads,
        @Nullable String instance,
        @DefaultValue("500") int maxRecords,
        @DefaultValue("5s") Duration longestPause) {}
