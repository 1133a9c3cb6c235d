package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.EventType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was sent to subscribers, as the database knows it. */
final class Attempts {

    private final JdbcClient database;

    /** Where an event stands. */
    record Place(EventType type, int partition, long offset) {}

    Attempts(JdbcClient database) {
        this.database = database;
    }

    /** Returns the newest as a JSON array. */
    String newest(String subscription, @Nullable String outcome, @Nullable String message, Instant before, int limit) {
        return database.sql("""
                select coalesce(jsonb_agg(jsonb_build_object(
                    'message_id', message_id, 'event_type', event_type, 'event_id', event_id, 'event_key', event_key, 'lane', lane,
                    'attempt', attempt, 'attempted_at', attempted_at, 'duration_ms', duration_ms, 'outcome', outcome,
                    'status_code', status_code, 'answer', answer, 'error', error, 'due_at', due_at)
                    order by attempted_at desc, id), '[]')::text
                from (
                    select * from delivery_attempts
                    where subscription_id = :subscription and outcome = coalesce(:outcome, outcome)
                        and message_id = coalesce(:message, message_id) and attempted_at < :before
                    order by attempted_at desc, id limit :limit
                ) as newest
                """)
                .param("subscription", subscription)
                .param("outcome", outcome)
                .param("message", message)
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .query(String.class)
                .single();
    }

    /** Returns where the event of a message stands. */
    Optional<Place> placeOf(String subscription, String message) {
        return database.sql("""
                select event_type, partition, record_offset from delivery_attempts
                where message_id = :message and subscription_id = :subscription and event_type <> 'digest' limit 1
                """)
                .param("message", message)
                .param("subscription", subscription)
                .query((row, number) ->
                        new Place(EventType.named(row.getString(1)).orElseThrow(), row.getInt(2), row.getLong(3)))
                .optional();
    }
}
