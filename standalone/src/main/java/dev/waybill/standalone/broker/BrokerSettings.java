package dev.waybill.standalone.broker;

import dev.waybill.schemas.topics.LoneBroker;
import dev.waybill.standalone.folder.Ports;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of the broker: those of every lone one, where it lies and listens, and what a small machine and restarts ask for. */
final class BrokerSettings {

    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final int MIB = 1024 * 1024;

    private BrokerSettings() {}

    static Map<String, String> of(Path folder, Ports ports) {
        var settings = new HashMap<>(LoneBroker.SETTINGS);
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + ports.controller());
        settings.put("controller.listener.names", CONTROLLER);
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + ports.kafka() + "," + CONTROLLER + "://127.0.0.1:" + ports.controller());
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        // committed offsets are not forgotten however long a laptop stays closed
        settings.put("offsets.retention.minutes", Integer.toString(365 * 24 * 60));
        // after kill -9 the node waits no longer than this for its dead self
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        // what a killed client left open is aborted soon after its time
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // many partitions with few records each, in little memory
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "3");
        settings.put("log.index.size.max.bytes", Integer.toString(MIB));
        settings.put("log.segment.bytes", Integer.toString(256 * MIB));
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * MIB));
        return settings;
    }
}
