package dev.waybill.schemas.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testkit.TestPostgres;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseVersionIT {

    private final TestPostgres.Database place = TestPostgres.newDatabase();
    private final String role = "role_" + UUID.randomUUID().toString().replace("-", "");
    private final JdbcClient superuser = JdbcClient.create(source(place.user(), place.password()));

    @Test
    void beforeTheFirstMigrationEndsThereIsNoneAndAskingIsNoError() {
        superuser.sql("create role " + role + " login password 'secret'").update();
        var version = new DatabaseVersion(source(role, "secret"));
        assertThat(version.version()).isZero();

        superuser
                .sql("create table flyway_schema_history (version text, success boolean)")
                .update();
        superuser
                .sql("insert into flyway_schema_history values ('2', true), ('10', true), ('11', false), (null, true)")
                .update();
        assertThat(version.version()).isZero();

        superuser.sql("grant select on flyway_schema_history to " + role).update();
        assertThat(version.version()).isEqualTo(10);
    }

    private PGSimpleDataSource source(String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(place.jdbcUrl());
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
