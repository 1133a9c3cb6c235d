package dev.waybill.analytics;

import dev.waybill.testkit.TestPostgres;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database as tracking-consumer leaves it, and the role of this service, which may log in. */
public record MigratedDatabase(String jdbcUrl, DataSource dataSource) {

    public static final String ROLE = "waybill_analytics";
    public static final String PASSWORD = "analytics";

    public static MigratedDatabase fresh() {
        TestPostgres.Database database = TestPostgres.newDatabase();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        var superuser = new PGSimpleDataSource();
        superuser.setUrl(database.jdbcUrl());
        superuser.setUser(database.user());
        superuser.setPassword(database.password());
        JdbcClient.create(superuser)
                .sql("alter role waybill_analytics login password 'analytics'")
                .update();
        var ours = new PGSimpleDataSource();
        ours.setUrl(database.jdbcUrl());
        ours.setUser(ROLE);
        ours.setPassword(PASSWORD);
        return new MigratedDatabase(database.jdbcUrl(), ours);
    }
}
