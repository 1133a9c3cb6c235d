package dev.waybill.testkit;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The PostgreSQL 18 of this JVM. A database is empty and nobody else's, but roles belong to the server: a migration
 * that creates one must find it there already without failing. Nothing is flushed to disk.
 */
public final class TestPostgres {

    private TestPostgres() {}

    public static Database newDatabase() {
        return Shared.SERVER.newDatabase();
    }

    /** A server for one test alone, for example to be stopped in the middle of it. */
    public static Server newServer() {
        return Mode.containers() ? ContainerPostgres.start() : EmbeddedPostgres18.start();
    }

    /** Where to connect, as a superuser. */
    public record Database(String jdbcUrl, String user, String password) {}

    /** A running server; {@code close} stops it and forgets its databases. */
    public interface Server extends AutoCloseable {

        /** The database that every server has. */
        Database postgres();

        default Database newDatabase() {
            Database postgres = postgres();
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            try (var connection =
                            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("create database " + name, e);
            }
            return new Database(
                    postgres.jdbcUrl().replace("/postgres?", "/" + name + "?"), postgres.user(), postgres.password());
        }

        @Override
        void close();
    }

    private static final class Shared {

        static final Server SERVER = AtExit.close(newServer());
    }
}
