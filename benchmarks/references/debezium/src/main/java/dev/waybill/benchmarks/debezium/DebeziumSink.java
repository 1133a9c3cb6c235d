package dev.waybill.benchmarks.debezium;

import dev.waybill.benchmarks.process.Reference;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.connect.cli.ConnectStandalone;

/**
 * Main class: {@code bootstrap}, {@code topic}, {@code jdbcUrl}, {@code user}, {@code password}, {@code table}, {@code group}, and {@code
 * tasks}, 4 by default. Kafka Connect's own main class, with its files written from the arguments. The consumer group is {@code connect-}
 * and the group's name.
 */
public final class DebeziumSink {

    private DebeziumSink() {}

    public static void main(String[] arguments) throws Exception {
        // Hibernate's log is Kafka Connect's
        System.setProperty("org.jboss.logging.provider", "slf4j");
        Reference reference = Reference.of(arguments);
        Path folder = Files.createTempDirectory("waybill-connect-");
        Path worker = write(folder, "worker.properties", worker(reference, folder));
        Path sink = write(folder, "sink.properties", sink(reference));
        var connect =
                new Thread(() -> ConnectStandalone.main(new String[] {worker.toString(), sink.toString()}), "connect");
        connect.setDaemon(true);
        connect.start();
        awaitPartitions(reference);
        reference.serve();
        System.exit(0);
    }

    /** Returns once each task has its partitions. */
    private static void awaitPartitions(Reference reference) throws Exception {
        String group = "connect-" + reference.argument("group");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", reference.argument("bootstrap")))) {
            while (assigned(admin, group) < Integer.parseInt(tasks(reference))) {
                Thread.sleep(100);
            }
        }
    }

    private static long assigned(Admin admin, String group) throws Exception {
        try {
            return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .count();
        } catch (ExecutionException none) {
            return 0;
        }
    }

    private static String tasks(Reference reference) {
        return reference.argument("tasks", "4");
    }

    private static Map<String, String> worker(Reference reference, Path folder) {
        return Map.ofEntries(
                Map.entry("bootstrap.servers", reference.argument("bootstrap")),
                Map.entry("listeners", "http://127.0.0.1:0"),
                Map.entry(
                        "offset.storage.file.filename",
                        folder.resolve("offsets").toString()),
                Map.entry("offset.flush.interval.ms", "1000"),
                Map.entry("plugin.discovery", "service_load"),
                Map.entry("key.converter", "org.apache.kafka.connect.json.JsonConverter"),
                Map.entry("value.converter", "org.apache.kafka.connect.json.JsonConverter"),
                Map.entry("key.converter.schemas.enable", "true"),
                Map.entry("value.converter.schemas.enable", "true"),
                Map.entry("consumer.auto.offset.reset", "earliest"),
                Map.entry("consumer.isolation.level", "read_committed"),
                // several batches of the sink at once, and enough bytes for them
                Map.entry("consumer.max.poll.records", "5000"),
                Map.entry("consumer.max.partition.fetch.bytes", "10485760"));
    }

    private static Map<String, String> sink(Reference reference) {
        return Map.ofEntries(
                Map.entry("name", reference.argument("group")),
                Map.entry("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector"),
                Map.entry("tasks.max", tasks(reference)),
                Map.entry("topics", reference.argument("topic")),
                Map.entry("connection.url", reference.argument("jdbcUrl")),
                Map.entry("connection.username", reference.argument("user")),
                Map.entry("connection.password", reference.argument("password")),
                Map.entry("collection.name.format", reference.argument("table")),
                Map.entry("insert.mode", "upsert"),
                Map.entry("primary.key.mode", "record_key"),
                Map.entry("primary.key.fields", "event_datetime,id"),
                Map.entry("schema.evolution", "none"),
                Map.entry("use.reduction.buffer", "true"),
                Map.entry("batch.size", "500"));
    }

    private static Path write(Path folder, String name, Map<String, String> settings) throws IOException {
        var properties = new Properties();
        properties.putAll(settings);
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        return file;
    }
}
