package dev.waybill.benchmarks.flink;

import dev.waybill.benchmarks.process.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Main class: {@code bootstrap}, {@code topic}, {@code jdbcUrl}, {@code user}, {@code password}. */
public final class FlinkRollups {

    private static final int PARALLELISM = 2;

    private FlinkRollups() {}

    public static void main(String[] arguments) throws Exception {
        Reference reference = Reference.of(arguments);
        Path folder = Files.createTempDirectory("waybill-flink-");
        var environment = StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, settings(folder));
        var tables = StreamTableEnvironment.create(environment);
        StatementSet rollups = tables.createStatementSet();
        for (String statement : statements(reference)) {
            if (statement.startsWith("insert")) {
                rollups.addInsertSql(statement);
            } else {
                tables.executeSql(statement);
            }
        }
        JobClient job = rollups.execute().getJobClient().orElseThrow();
        while (job.getJobStatus().get() != JobStatus.RUNNING) {
            Thread.sleep(50);
        }
        reference.serve();
        job.cancel().get();
        System.exit(0);
    }

    private static Configuration settings(Path folder) {
        return Configuration.fromMap(Map.ofEntries(
                Map.entry("state.backend.type", "rocksdb"),
                Map.entry("execution.checkpointing.interval", "1s"),
                Map.entry("execution.checkpointing.mode", "EXACTLY_ONCE"),
                Map.entry("execution.checkpointing.incremental", "true"),
                Map.entry("execution.checkpointing.storage", "filesystem"),
                Map.entry("execution.checkpointing.dir", folder.toUri().toString()),
                Map.entry("io.tmp.dirs", folder.toString()),
                Map.entry("taskmanager.memory.managed.size", "256mb"),
                Map.entry("taskmanager.memory.network.max", "128mb"),
                Map.entry("pipeline.object-reuse", "true"),
                Map.entry("table.local-time-zone", "UTC"),
                Map.entry("table.exec.mini-batch.enabled", "true"),
                Map.entry("table.exec.mini-batch.allow-latency", "500ms"),
                Map.entry("table.exec.mini-batch.size", "5000")));
    }

    private static String[] statements(Reference reference) throws IOException {
        try (InputStream text = Objects.requireNonNull(FlinkRollups.class.getResourceAsStream("/rollups.sql"))) {
            String sql = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            for (String name : new String[] {"bootstrap", "topic", "jdbcUrl", "user", "password"}) {
                sql = sql.replace("${" + name + "}", reference.argument(name).replace("'", "''"));
            }
            return sql.strip().split(";\\s*");
        }
    }
}
