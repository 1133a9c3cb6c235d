package dev.waybill.standalone.broker;

import dev.waybill.schemas.topics.Topics;
import dev.waybill.standalone.folder.Ports;
import java.nio.file.Path;
import java.util.Map;

/** The settings of a broker that is alone: internal topics have one replica and one partition, and groups start without delay. */
final class BrokerSettings {

    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final int MIB = 1024 * 1024;

    private BrokerSettings() {}

    static Map<String, String> of(Path folder, Ports ports) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + ports.controller()),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry("listeners", listeners(ports)),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
                Map.entry("log.dirs", folder.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("message.max.bytes", Integer.toString(Topics.MAX_DEAD_LETTER_BYTES + MIB)),
                Map.entry("replica.fetch.max.bytes", Integer.toString(Topics.MAX_DEAD_LETTER_BYTES + MIB)),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // committed offsets are not forgotten however long a laptop stays closed
                Map.entry("offsets.retention.minutes", Integer.toString(365 * 24 * 60)),
                // after kill -9 the node waits no longer than this for its dead self
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                // many partitions with few records each, in little memory
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "3"),
                Map.entry("log.index.size.max.bytes", Integer.toString(MIB)),
                Map.entry("log.segment.bytes", Integer.toString(256 * MIB)),
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 * MIB)));
    }

    private static String listeners(Ports ports) {
        return "PLAINTEXT://127.0.0.1:" + ports.kafka() + "," + CONTROLLER + "://127.0.0.1:" + ports.controller();
    }
}
