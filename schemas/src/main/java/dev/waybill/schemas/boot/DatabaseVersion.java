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
    public static final int NEEDED = 18;

    private static final Logger log = LoggerFactory.getLogger(DatabaseVersion.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final JdbcClient database;

    public DatabaseVersion(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    @Override
    public void afterPropertiesSet() throws InterruptedException {
        while (!reached()) {
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private boolean reached() {
        try {
            int version = database.sql("""
                            select coalesce(max(version::integer), 0) from flyway_schema_history where success and version is not null
                            """).query(Integer.class).single();
            if (version < NEEDED) {
                log.info("Waiting for database version {}, found {}", NEEDED, version);
            }
            return version >= NEEDED;
        } catch (DataAccessException away) {
            log.info("Waiting for the database: {}", away.getMostSpecificCause().getMessage());
            return false;
        }
    }
}
