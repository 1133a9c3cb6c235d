package dev.waybill.benchmarks.site;

import dev.waybill.standalone.broker.EmbeddedBroker;
import dev.waybill.standalone.database.EmbeddedDatabase;
import dev.waybill.standalone.folder.DataFolder;
import dev.waybill.standalone.folder.Deadline;
import dev.waybill.standalone.folder.Ports;
import dev.waybill.standalone.folder.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The process of broker and PostgreSQL, as {@code ./waybill up} starts them. */
final class Engines {

    private static final Duration STOP = Duration.ofSeconds(8);

    private Engines() {}

    public static void main(String[] arguments) throws IOException {
        try (DataFolder folder = DataFolder.openThrowAway(Path.of(arguments[0]))) {
            Ports ports = Ports.of(folder);
            Secrets secrets = Secrets.of(folder, Map.of());
            EmbeddedDatabase database = EmbeddedDatabase.start(folder, ports, secrets);
            try (EmbeddedBroker broker = EmbeddedBroker.start(folder, ports, Engines::giveUp)) {
                say("kafka", broker.bootstrapServers());
                say("jdbcUrl", database.jdbcUrl());
                for (String role : new String[] {
                    Secrets.SUPERUSER, Secrets.MIGRATOR, Secrets.TRACKING, Secrets.ANALYTICS, Secrets.CONSOLE
                }) {
                    say(role, secrets.password(role));
                }
                Child.serve();
            } finally {
                database.stop(Deadline.in(STOP));
            }
        }
        System.exit(0);
    }

    private static void say(String name, String value) {
        System.out.println(name + "=" + value);
    }

    private static void giveUp(String reason) {
        System.err.println(reason);
        Runtime.getRuntime().halt(1);
    }
}
