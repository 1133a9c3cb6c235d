package dev.waybill.schemas.topics;

import java.util.Map;

/** What a broker without others is set to, wherever it runs: records as large as the catalogue allows, and groups that start at once. */
public final class LoneBroker {

    private static final String LARGEST_BATCH = Integer.toString(Topics.MAX_DEAD_LETTER_BYTES + (1 << 20));

    /** Internal topics have one replica, and one partition, since there is little to spread. */
    public static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("message.max.bytes", LARGEST_BATCH),
            Map.entry("replica.fetch.max.bytes", LARGEST_BATCH),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"));

    private LoneBroker() {}
}
