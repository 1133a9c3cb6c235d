package dev.waybill.standalone.database;

import dev.waybill.standalone.folder.DataFolder;
import dev.waybill.standalone.folder.Deadline;
import dev.waybill.standalone.folder.Folders;
import dev.waybill.standalone.folder.Ports;
import dev.waybill.standalone.folder.Problem;
import dev.waybill.standalone.folder.Secrets;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running PostgreSQL with the database {@value #NAME} and its roles. {@code stop} returns when it has stopped. */
public final class EmbeddedDatabase {

    public static final String NAME = "waybill";

    /** System property that names a folder of unpacked binaries. */
    private static final String BINARIES = "waybill.binaries";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration STARTUP = Duration.ofMinutes(2);
    private static final Duration ORPHAN = Duration.ofSeconds(20);
    private static final Duration FOR_FORCE = Duration.ofSeconds(2);

    private final EmbeddedPostgres server;
    private final PostgresProcess process;
    private final @Nullable OrphanGuard guard;
    private final int port;

    private EmbeddedDatabase(EmbeddedPostgres server, PostgresProcess process, @Nullable OrphanGuard guard, int port) {
        this.server = server;
        this.process = process;
        this.guard = guard;
        this.port = port;
    }

    /** Stops the PostgreSQL that a killed Waybill left running on this folder, if there is one. */
    public static void stopOrphan(DataFolder folder) {
        new PostgresProcess(data(folder)).stop(Deadline.in(ORPHAN));
    }

    /** Deletes a throw-away folder that a killed Waybill left. */
    public static void clear(DataFolder leftBehind) {
        stopOrphan(leftBehind);
        leftBehind.close();
    }

    /** Ends what is left of a start that was given up: initdb, pg_ctl or the server itself. What they leave half made is made anew. */
    public static void stopStarting(DataFolder folder, Deadline deadline) {
        String ours = folder.postgres().toString();
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(ours))
                .forEach(ProcessHandle::destroyForcibly);
        new PostgresProcess(data(folder)).stop(deadline);
    }

    public static EmbeddedDatabase start(DataFolder folder, Ports ports, Secrets secrets) {
        var process = new PostgresProcess(data(folder));
        try {
            beginWhereThereIsNone(folder);
            OrphanGuard guard = folder.isThrowAway() ? OrphanGuard.of(data(folder)) : null;
            process.forgetReusedPid();
            EmbeddedPostgres server = launch(folder, ports, secrets);
            prepare(ports, secrets);
            Files.deleteIfExists(halfMade(folder));
            return new EmbeddedDatabase(server, process, guard, ports.postgres());
        } catch (IOException | SQLException | RuntimeException failed) {
            process.stop(Deadline.in(ORPHAN));
            throw new Problem("PostgreSQL does not start in " + folder.postgres() + ": " + cause(failed), failed);
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(port, NAME);
    }

    /** The URI that libpq takes, password included. */
    public String libpqUri(String role, Secrets secrets) {
        return "postgresql://" + role + ":" + secrets.password(role) + "@127.0.0.1:" + port + "/" + NAME;
    }

    public void stop(Deadline deadline) {
        CompletableFuture<Void> asked = CompletableFuture.runAsync(this::close);
        try {
            asked.get(deadline.leaving(FOR_FORCE).millisLeft(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException failed) {
            log.warn("PostgreSQL does not stop when asked", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.stop(deadline);
        if (guard != null) {
            guard.dismiss();
        }
    }

    private void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static EmbeddedPostgres launch(DataFolder folder, Ports ports, Secrets secrets) throws IOException {
        String password = secrets.password(Secrets.SUPERUSER);
        Path passwordFile = Files.createTempFile(
                folder.temporary(),
                "initdb",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, password);
        try {
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(binaries(folder).toFile())
                    .setDataDirectory(data(folder))
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(STARTUP)
                    .setPort(ports.postgres())
                    .setConnectConfig("password", password)
                    // options of initdb: the same order and case rules everywhere, and no login without a password
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("auth-local", "scram-sha-256")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    // zonky's defaults are for tests that may lose their data
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("shared_buffers", "64MB")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    // the details of an error are rows, and rows name people
                    .setServerConfig("log_error_verbosity", "terse")
                    .start();
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private static void prepare(Ports ports, Secrets secrets) throws SQLException {
        String password = secrets.password(Secrets.SUPERUSER);
        try (Connection connection =
                DriverManager.getConnection(jdbcUrl(ports.postgres(), "postgres"), Secrets.SUPERUSER, password)) {
            Roles.create(connection, secrets);
            Roles.createDatabase(connection, NAME);
        }
    }

    /** Only what an earlier start says to have left half made is thrown away, never what somebody restored. */
    private static void beginWhereThereIsNone(DataFolder folder) throws IOException {
        Files.createDirectories(folder.postgres());
        if (Files.exists(halfMade(folder))) {
            Folders.delete(data(folder));
        } else if (!Files.exists(data(folder))) {
            Files.createFile(halfMade(folder));
        }
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static Path data(DataFolder folder) {
        return folder.postgres().resolve("data");
    }

    /** In the folder, so that it needs nothing else; a demo takes those that an earlier one has unpacked. */
    private static Path binaries(DataFolder folder) {
        String shared = System.getProperty(BINARIES);
        return shared == null ? folder.postgres().resolve("binaries") : Path.of(shared);
    }

    /** A file that is there from before initdb until the roles are made. */
    private static Path halfMade(DataFolder folder) {
        return folder.postgres().resolve("half-made");
    }

    private static String cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason = DataFolder.reason(cause).lines().findFirst().orElse("");
        return reason.contains("/bin/initdb") ? "initdb failed" : reason;
    }
}
