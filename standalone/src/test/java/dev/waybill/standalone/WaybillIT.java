package dev.waybill.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.standalone.folder.DataFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as an operator runs them, each in a JVM of its own. */
class WaybillIT {

    private static final Duration STOP = Duration.ofSeconds(10);

    @TempDir
    Path scratch;

    @Test
    void aKillAndARestartLoseNothing() throws Exception {
        Path data = scratch.resolve("data");
        String port = Integer.toString(FreePorts.fourInARow());
        Map<String, String> before;
        String cluster;
        long postgres;
        try (var first = WaybillProcess.start(scratch, "up", "--data", data.toString(), "--port", port)) {
            before = first.awaitReady(data);
            cluster = cluster(before);
            write(data);
            postgres = postgres(data);
            first.kill();
            Files.delete(data.resolve("waybill.env"));
            assertThat(ProcessHandle.of(postgres))
                    .as("PostgreSQL outlives the JVM")
                    .isPresent();
        }
        try (var second = WaybillProcess.start(scratch, "up", "--data", data.toString(), "--port", port)) {
            assertThat(second.awaitReady(data)).isEqualTo(before);
            assertThat(postgres(data)).isNotEqualTo(postgres);
            assertThat(cluster(before)).isEqualTo(cluster);
            assertThat(written(before)).isEqualTo(1);
            assertThat(second.terminate()).isLessThan(STOP);
            assertThat(second.err()).isEmpty();
        }
        assertThat(data.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void aSecondOneOnTheSameFolderIsRefused() throws Exception {
        Path data = scratch.resolve("data");
        String port = Integer.toString(FreePorts.fourInARow());
        try (var first = WaybillProcess.start(scratch, "up", "--data", data.toString(), "--port", port)) {
            first.awaitReady(data);
            try (var second = WaybillProcess.start(scratch, "up", "--data", data.toString(), "--port", port)) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.err()).singleElement().asString().contains(data + " is in use");
            }
            assertThat(data.resolve("waybill.env")).exists();
        }
    }

    @Test
    void noSecretIsInTheLogNorOnTheScreen() throws Exception {
        Path data = scratch.resolve("data");
        String port = Integer.toString(FreePorts.fourInARow());
        try (var waybill = WaybillProcess.start(scratch, "up", "--data", data.toString(), "--port", port)) {
            waybill.awaitReady(data);
            waybill.terminate();
            String said = Files.readString(data.resolve("logs/waybill.log")) + waybill.out();
            assertThat(said).contains("Started application", "Stopped in");
            assertThat(properties(data.resolve("secrets.properties")).values())
                    .hasSize(8)
                    .allSatisfy(secret -> assertThat(said).doesNotContain(secret));
        }
    }

    @Test
    void aTakenPortIsToldInOneLine() throws Exception {
        Path data = scratch.resolve("data");
        int port = FreePorts.fourInARow();
        try (var taken = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress());
                var waybill = WaybillProcess.start(
                        scratch, "up", "--data", data.toString(), "--port", Integer.toString(port))) {
            assertThat(waybill.exitCode()).isEqualTo(1);
            assertThat(waybill.err())
                    .singleElement()
                    .asString()
                    .contains("Port " + taken.getLocalPort() + " (ingest-service) is taken");
        }
    }

    @Test
    void aHalfMadeDatabaseIsMadeAnew() throws Exception {
        Path data = scratch.resolve("data");
        DataFolder.open(data).close();
        Files.createDirectories(data.resolve("postgres/data"));
        Files.writeString(data.resolve("postgres/data/postgresql.conf"), "# initdb was killed here");
        Files.writeString(data.resolve("postgres/data/PG_VERSION"), "18");
        String port = Integer.toString(FreePorts.fourInARow());
        try (var waybill = WaybillProcess.start(scratch, "up", "--data", data.toString(), "--port", port)) {
            assertThat(waybill.awaitReady(data)).containsKey("WAYBILL_DATABASE_URL");
        }
    }

    @Test
    void aDemoEndsWellWhenAllHasArrived() throws Exception {
        String port = Integer.toString(FreePorts.fourInARow());
        try (var demo = WaybillProcess.start(scratch, "demo", "--once", "--parcels", "20", "--port", port)) {
            int exitCode = demo.exitCode();
            assertThat(demo.out())
                    .contains("webhooks accepted")
                    .contains("on time")
                    .contains("Everything sent has arrived");
            assertThat(exitCode).isZero();
            assertThat(demo.err()).isEmpty();
        }
    }

    private static void write(Path data) throws IOException, SQLException {
        Map<String, String> secrets = properties(data.resolve("secrets.properties"));
        String url = "jdbc:postgresql://127.0.0.1:"
                + properties(data.resolve("ports.properties")).get("postgres") + "/waybill";
        try (Connection tracking =
                        DriverManager.getConnection(url, "waybill_tracking", secrets.get("waybill_tracking"));
                Statement statement = tracking.createStatement()) {
            statement.execute(
                    "insert into shipments (id, easypost_id) values ('8f2c7a52-54fb-5c38-9f3a-111111111111', 'shp_kept')");
        }
    }

    private static int written(Map<String, String> environment) throws SQLException {
        URI uri = URI.create(environment.get("WAYBILL_DATABASE_URL"));
        String[] login = uri.getUserInfo().split(":", 2);
        try (Connection reader = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + uri.getPort() + uri.getPath(), login[0], login[1]);
                Statement statement = reader.createStatement();
                var rows = statement.executeQuery("select count(*) from shipments where easypost_id = 'shp_kept'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static String cluster(Map<String, String> environment) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", environment.get("WAYBILL_KAFKA")))) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static long postgres(Path data) throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/data/postmaster.pid"))
                .get(0)
                .strip());
    }

    private static Map<String, String> properties(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split("=", 2))
                .collect(java.util.stream.Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
