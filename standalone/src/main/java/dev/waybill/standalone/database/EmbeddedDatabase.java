package dev.waybill.standalone.database;

import dev.waybill.standalone.folder.DataFolder;
import dev.waybill.standalone.folder.Folders;
import dev.waybill.standalone.folder.Ports;
import dev.waybill.standalone.folder.Problem;
import dev.waybill.standalone.folder.Secrets;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** A running PostgreSQL with the database {@value #NAME} and its roles. {@code close} returns when it has stopped. */
public final class EmbeddedDatabase implements AutoCloseable {

    public static final String NAME = "waybill";

    private static final Duration STARTUP = Duration.ofMinutes(2);

    private final EmbeddedPostgres server;
    private final PostgresProcess process;
    private final int port;

    private EmbeddedDatabase(EmbeddedPostgres server, PostgresProcess process, int port) {
        this.server = server;
        this.process = process;
        this.port = port;
    }

    /** Stops the PostgreSQL that a killed Waybill left running on this folder, if there is one. */
    public static void stopOrphan(DataFolder folder) {
        new PostgresProcess(data(folder)).stop();
    }

    /** Ends what is left of a start that was given up: initdb, pg_ctl or the server itself. What they leave half done is made anew. */
    public static void stopStarting(DataFolder folder) {
        String ours = folder.postgres().toString();
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(ours))
                .forEach(ProcessHandle::destroyForcibly);
        stopOrphan(folder);
    }

    public static EmbeddedDatabase start(DataFolder folder, Ports ports, Secrets secrets) {
        var process = new PostgresProcess(data(folder));
        try {
            discardHalfDone(folder);
            process.forgetReusedPid();
            EmbeddedPostgres server = launch(folder, ports, secrets);
            prepare(folder, ports, secrets);
            return new EmbeddedDatabase(server, process, ports.postgres());
        } catch (IOException | SQLException | RuntimeException failed) {
            process.stop();
            throw new Problem(
                    "PostgreSQL does not start in " + folder.postgres() + ": " + cause(failed) + "; see "
                            + folder.logs().resolve("waybill.log"),
                    failed);
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(port, NAME);
    }

    /** The URI that libpq takes, password included. */
    public String libpqUri(String role, Secrets secrets) {
        return "postgresql://" + role + ":" + secrets.password(role) + "@127.0.0.1:" + port + "/" + NAME;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            // the process is looked at next
        }
        process.stop();
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
                    .setOverrideWorkingDirectory(
                            folder.postgres().resolve("binaries").toFile())
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

    private static void prepare(DataFolder folder, Ports ports, Secrets secrets) throws SQLException, IOException {
        String password = secrets.password(Secrets.SUPERUSER);
        try (Connection connection =
                DriverManager.getConnection(jdbcUrl(ports.postgres(), "postgres"), Secrets.SUPERUSER, password)) {
            Roles.create(connection, secrets);
            Roles.createDatabase(connection, NAME);
        }
        if (!Files.exists(initialized(folder))) {
            Files.createFile(initialized(folder));
        }
    }

    /** Until the roles are there nothing of value can be in it. */
    private static void discardHalfDone(DataFolder folder) throws IOException {
        if (!Files.exists(initialized(folder))) {
            Folders.delete(data(folder));
        }
        Files.createDirectories(folder.postgres());
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static Path data(DataFolder folder) {
        return folder.postgres().resolve("data");
    }

    private static Path initialized(DataFolder folder) {
        return folder.postgres().resolve("initialized");
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
