package dev.waybill.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.standalone.folder.DataFolder;
import dev.waybill.standalone.folder.Deadline;
import dev.waybill.standalone.folder.Folders;
import dev.waybill.standalone.folder.Ports;
import dev.waybill.standalone.folder.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path scratch;

    private DataFolder folder;

    @BeforeEach
    void open() {
        folder = DataFolder.open(scratch.resolve("data"));
    }

    @AfterEach
    void close() {
        EmbeddedDatabase.stopOrphan(folder);
        folder.close();
    }

    @Test
    void whatWasRestoredWithNothingBesideItIsKept() throws Exception {
        EmbeddedDatabase first = start();
        execute(first, "create table kept ()");
        first.stop(Deadline.in(PATIENCE));
        for (Path beside : files(folder.postgres())) {
            if (!beside.endsWith("data")) {
                Folders.delete(beside);
            }
        }

        EmbeddedDatabase restored = start();
        execute(restored, "drop table kept");
        restored.stop(Deadline.in(PATIENCE));
    }

    @Test
    void whatOurOwnStartLeftHalfMadeIsMadeAnew() throws Exception {
        Path data = Files.createDirectories(folder.postgres().resolve("data"));
        Files.writeString(data.resolve("postgresql.conf"), "# initdb was killed here");
        Files.writeString(data.resolve("PG_VERSION"), "18");
        Files.createFile(folder.postgres().resolve("half-made"));

        EmbeddedDatabase made = start();
        execute(made, "create table works ()");
        made.stop(Deadline.in(PATIENCE));
        assertThat(folder.postgres().resolve("half-made")).doesNotExist();
    }

    @Test
    void oneThatDoesNotAnswerIsEndedByTheDeadline() throws Exception {
        EmbeddedDatabase frozen = start();
        long postmaster = Long.parseLong(Files.readAllLines(folder.postgres().resolve("data/postmaster.pid"))
                .get(0));
        new ProcessBuilder("kill", "-STOP", Long.toString(postmaster)).start().waitFor();

        long begin = System.nanoTime();
        frozen.stop(Deadline.in(Duration.ofSeconds(3)));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(new PostgresProcess(folder.postgres().resolve("data")).running())
                .isEmpty();
    }

    private EmbeddedDatabase start() {
        return EmbeddedDatabase.start(folder, Ports.of(folder), Secrets.of(folder, Map.of()));
    }

    private void execute(EmbeddedDatabase database, String sql) throws SQLException {
        String password = Secrets.of(folder, Map.of()).password(Secrets.MIGRATOR);
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), Secrets.MIGRATOR, password)) {
            assertThat(connection.createStatement().execute(sql)).isFalse();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
