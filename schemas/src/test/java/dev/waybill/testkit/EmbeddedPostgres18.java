package dev.waybill.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

record EmbeddedPostgres18(EmbeddedPostgres server) implements TestPostgres.Server {

    static EmbeddedPostgres18 start() {
        try {
            return new EmbeddedPostgres18(EmbeddedPostgres.builder()
                    // the same order and case rules on every system, and in the container
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setRegisterShutdownHook(false)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public TestPostgres.Database postgres() {
        return new TestPostgres.Database(
                "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?", "postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
