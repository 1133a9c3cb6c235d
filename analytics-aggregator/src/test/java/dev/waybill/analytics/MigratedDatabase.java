package dev.waybill.analytics;

import dev.waybill.testkit.TestPostgres;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database as tracking-consumer leaves it, and the role of this service, which may log in.
 *
 * @param dataSource of that role
 * @param owner of the tables
 * @param server of another database on the same server
 */
public record MigratedDatabase(String jdbcUrl, DataSource dataSource, JdbcClient owner, JdbcClient server) {

    public static final String ROLE = "waybill_analytics";
    public static final String PASSWORD = "analytics";

    public static MigratedDatabase fresh() {
        TestPostgres.Database database = TestPostgres.newDatabase();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        String elsewhere = database.jdbcUrl().replaceFirst("/test_[0-9a-f]+", "/postgres");
        JdbcClient server = JdbcClient.create(source(elsewhere, database.user(), database.password()));
        server.sql("alter role waybill_analytics login password 'analytics'").update();
        return new MigratedDatabase(
                database.jdbcUrl(),
                source(database.jdbcUrl(), ROLE, PASSWORD),
                JdbcClient.create(source(database.jdbcUrl(), database.user(), database.password())),
                server);
    }

    private static DataSource source(String jdbcUrl, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** Sends everybody away and lets nobody in, or lets them in again. */
    public void setOpen(boolean open) {
        String name = jdbcUrl.replaceFirst(".*/(test_[0-9a-f]+).*", "$1");
        server.sql("alter database " + name + " allow_connections " + open).update();
        server.sql("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = ? and not ?")
                .param(name)
                .param(open)
                .query(Long.class)
                .single();
    }
}
