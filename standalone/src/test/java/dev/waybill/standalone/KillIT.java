package dev.waybill.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.standalone.demo.SimulatedStream;
import dev.waybill.standalone.demo.Source;
import dev.waybill.standalone.demo.Target;
import dev.waybill.standalone.pipeline.Tables;
import dev.waybill.testkit.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An installation that is killed in the middle of the stream and started again, beside one that is not. EasyPost sends again what got
 * no 200. Starting is dear, so what else an operator may rely on is looked at on the way.
 */
class KillIT {

    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-03-18T15:04:05Z");
    private static final int PARCELS = 40;

    @TempDir
    Path scratch;

    private Path data;
    private String[] command;

    @BeforeEach
    void choose() {
        data = scratch.resolve("data");
        command = new String[] {"up", "--data", data.toString(), "--port", Integer.toString(FreePorts.fourInARow())};
    }

    @Test
    void theRowsAreThoseOfOneThatWasNotKilled() throws Exception {
        List<String> rows = rowsOfAKilledOne();

        data = scratch.resolve("unkilled");
        command[2] = data.toString();
        var stream = new SimulatedStream(7, PARCELS, NOW);
        try (var unkilled = WaybillProcess.start(scratch, command)) {
            Map<String, String> environment = unkilled.awaitReady(data);
            stream.send(target(environment));
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(rows(environment)).isEqualTo(rows));
            stopsInTimeWithPostgresFrozen(unkilled);
        }
    }

    private List<String> rowsOfAKilledOne() throws Exception {
        var stream = new SimulatedStream(7, PARCELS, NOW);
        Map<String, String> before;
        String cluster;
        long postgres;
        try (var first = WaybillProcess.start(scratch, command)) {
            before = first.awaitReady(data);
            cluster = cluster(before);
            stream.sendUntil(stream.size() / 2, target(before), first::kill);
            Files.delete(data.resolve("waybill.env"));
            postgres = Reader.postmaster(data);
            assertThat(ProcessHandle.of(postgres))
                    .as("PostgreSQL outlives the JVM")
                    .isPresent();
        }
        try (var second = WaybillProcess.start(scratch, command)) {
            Map<String, String> environment = second.awaitReady(data);
            assertThat(environment).isEqualTo(before);
            assertThat(Reader.postmaster(data)).isNotEqualTo(postgres);
            assertThat(cluster(environment)).isEqualTo(cluster);
            stream.send(target(environment));
            stream.awaitArrived(source(environment));
            List<String> rows = settled(environment);
            nobodyElseMayStartHere();
            assertThat(second.terminate()).isLessThan(STOP);
            assertThat(second.err()).isEmpty();
            assertThat(data.resolve("postgres/data/postmaster.pid")).doesNotExist();
            noSecretIsToldBy(second);
            return rows;
        }
    }

    private void nobodyElseMayStartHere() throws Exception {
        try (var another = WaybillProcess.start(scratch, command)) {
            assertThat(another.exitCode()).isEqualTo(1);
            assertThat(another.err()).singleElement().asString().contains(data + " is in use");
        }
        assertThat(data.resolve("waybill.env")).exists();
    }

    private void noSecretIsToldBy(WaybillProcess process) throws IOException {
        String said = Files.readString(data.resolve("logs/waybill.log")) + process.out();
        assertThat(said).contains("Started application", "Stopped in");
        assertThat(Files.readAllLines(data.resolve("secrets.properties")))
                .hasSize(9)
                .allSatisfy(line -> assertThat(said).doesNotContain(line.split("=", 2)[1]));
    }

    private void stopsInTimeWithPostgresFrozen(WaybillProcess process) throws Exception {
        long postgres = Reader.postmaster(data);
        new ProcessBuilder("kill", "-STOP", Long.toString(postgres)).start().waitFor();
        assertThat(process.terminate()).isLessThan(STOP);
        // whoever adopted it buries it in its own time; left frozen it would stay for good
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ProcessHandle.of(postgres)
                        .filter(ProcessHandle::isAlive)
                        .isEmpty());
    }

    private static List<String> settled(Map<String, String> environment) {
        var last = new AtomicReference<List<String>>(List.of());
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    List<String> now = rows(environment);
                    return now.equals(last.getAndSet(now));
                });
        return Objects.requireNonNull(last.get());
    }

    private static List<String> rows(Map<String, String> environment) {
        Reader reader = Reader.of(environment);
        var tables = new Tables(new TestPostgres.Database(reader.jdbcUrl(), reader.user(), reader.password()));
        return Stream.concat(tables.factsWithoutArrival().stream(), tables.rollups().stream())
                .toList();
    }

    private static Target target(Map<String, String> environment) {
        return new Target(
                URI.create(Shell.value(environment, "WAYBILL_INGEST_URL")),
                Shell.value(environment, "WAYBILL_WEBHOOK_SECRET"),
                Shell.value(environment, "WAYBILL_API_KEY"));
    }

    private static Source source(Map<String, String> environment) {
        Reader reader = Reader.of(environment);
        return new Source(
                Shell.value(environment, "WAYBILL_KAFKA"), reader.jdbcUrl(), reader.user(), reader.password());
    }

    private static String cluster(Map<String, String> environment) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Shell.value(environment, "WAYBILL_KAFKA")))) {
            return admin.describeCluster().clusterId().get();
        }
    }
}
