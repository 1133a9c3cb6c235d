package dev.waybill.standalone.broker;

import dev.waybill.standalone.folder.DataFolder;
import dev.waybill.standalone.folder.Folders;
import dev.waybill.standalone.folder.Ports;
import dev.waybill.standalone.folder.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A running broker. {@code close} returns when it has written and released everything. */
public final class EmbeddedBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts the broker on what the folder holds, or on nothing.
     *
     * @param whenItGivesUp told why, once, should the broker stop by itself, for example on a full disk
     */
    public static EmbeddedBroker start(DataFolder folder, Ports ports, Consumer<String> whenItGivesUp) {
        surviveItsExit(whenItGivesUp);
        try {
            if (!Files.exists(folder.kafka().resolve("meta.properties"))) {
                format(folder.kafka());
            }
            var server =
                    new KafkaRaftServer(new KafkaConfig(BrokerSettings.of(folder.kafka(), ports), false), Time.SYSTEM);
            try {
                server.startup();
            } catch (RuntimeException failed) {
                server.shutdown();
                throw failed;
            }
            return new EmbeddedBroker(server, "127.0.0.1:" + ports.kafka());
        } catch (IOException | RuntimeException failed) {
            throw new Problem("Kafka does not start in " + folder.kafka() + ": " + DataFolder.reason(failed), failed);
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Kafka ends the JVM where it cannot go on; here PostgreSQL has to be stopped before. */
    private static void surviveItsExit(Consumer<String> whenItGivesUp) {
        Exit.Procedure told =
                (status, message) -> whenItGivesUp.accept("Kafka gave up" + (message == null ? "" : ": " + message));
        Exit.setExitProcedure(told);
        Exit.setHaltProcedure(told);
    }

    /** Beside the real folder and then moved to it, so that a kill leaves none that is half formatted. */
    private static void format(Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new IOException("there are files, but no meta.properties: restore it, or delete the folder");
        }
        Path draft = folder.resolveSibling("kafka.new");
        Folders.delete(draft);
        Files.createDirectories(draft);
        var said = new ByteArrayOutputStream();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                    .setNodeId(BrokerSettings.NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setMetadataLogDirectory(draft.toString())
                    .addDirectory(draft.toString())
                    .run();
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IOException("formatting: " + said.toString(StandardCharsets.UTF_8), failed);
        }
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }
}
