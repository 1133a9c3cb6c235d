package dev.waybill.console.replay;

import dev.waybill.events.Replay;
import dev.waybill.events.ReplayState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Why replays do not go on, as the instances that run them have last reported it. */
final class ReplayFailures {

    private static final Logger log = LoggerFactory.getLogger(ReplayFailures.class);

    private final JdbcClient database;

    ReplayFailures(JdbcClient database) {
        this.database = database;
    }

    /** Returns why a replay does not go on; null when it does, or when the database does not say. */
    @Nullable
    String of(Replay replay) {
        if (replay.getState() != ReplayState.RUNNING) {
            return null;
        }
        try {
            return database.sql("""
                            select errors -> -1 ->> 'reason' from batch_operations
                            where batch_id = :id and jsonb_array_length(errors) > case when items_failed > 0 then 1 else 0 end
                            """)
                    .param("id", replay.getId())
                    .query(String.class)
                    .optional()
                    .orElse(null);
        } catch (DataAccessException away) {
            log.warn("Whether replay {} goes on is not known: {}", replay.getId(), away.toString());
            return null;
        }
    }
}
