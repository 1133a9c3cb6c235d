package dev.waybill.schemas.boot;

import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Waits, when a service starts, until tracking-consumer has brought the database to the version that this build needs. Declare it as a
 * bean in a service that uses the database and does not migrate it.
 */
public final class DatabaseVersion implements InitializingBean {

    /** The version of the newest migration in this module. */
    public static final int NEEDED = 22;

    private static final Logger log = LoggerFactory.getLogger(DatabaseVersion.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final JdbcClient database;
    private String said = "";

    public DatabaseVersion(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    @Override
    public void afterPropertiesSet() throws InterruptedException {
        while (!reached()) {
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Returns the version of the newest migration; 0 before the first one, or before this role may know. Asks so that PostgreSQL has no error to log. */
    int version() {
        boolean known = database.sql("""
                        select coalesce(has_table_privilege(to_regclass('flyway_schema_history'), 'select'), false)
                        """).query(Boolean.class).single();
        return known ? database.sql("""
                        select coalesce(max(version::integer), 0) from flyway_schema_history where success and version is not null
                        """).query(Integer.class).single() : 0;
    }

    private boolean reached() {
        try {
            int version = version();
            if (version < NEEDED) {
                say("Waiting for database version " + NEEDED + ", found " + version);
            }
            return version >= NEEDED;
        } catch (DataAccessException away) {
            say("Waiting for the database: " + away.getMostSpecificCause().getMessage());
            return false;
        }
    }

    private void say(String what) {
        if (!what.equals(said)) {
            log.info(what);
            said = what;
        }
    }
}
