package dev.waybill.testkit;

import org.testcontainers.postgresql.PostgreSQLContainer;

record ContainerPostgres(PostgreSQLContainer container) implements TestPostgres.Server {

    static ContainerPostgres start() {
        var container = new PostgreSQLContainer("postgres:18")
                .withDatabaseName("postgres")
                .withUsername("postgres")
                .withPassword("postgres")
                .withEnv(
                        "POSTGRES_INITDB_ARGS",
                        "--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
        container.start();
        return new ContainerPostgres(container);
    }

    @Override
    public TestPostgres.Database postgres() {
        return new TestPostgres.Database(
                "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(5432) + "/postgres?",
                container.getUsername(),
                container.getPassword());
    }

    @Override
    public void close() {
        container.stop();
    }
}
