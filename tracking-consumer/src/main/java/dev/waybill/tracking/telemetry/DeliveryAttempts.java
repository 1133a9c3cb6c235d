package dev.waybill.tracking.telemetry;

import dev.waybill.events.DeliveryAttempt;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.tracking.facts.Months;
import dev.waybill.tracking.rows.RowJson;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of attempts to deliver events to subscribers. */
final class DeliveryAttempts {

    private final JdbcClient database;
    private final Months months;

    DeliveryAttempts(JdbcClient database, Months months) {
        this.database = database;
        this.months = months;
    }

    void add(List<DeliveryAttempt> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        months.ensure(attempts.stream().map(DeliveryAttempt::getAttemptedAt));
        database.sql("""
                insert into delivery_attempts (id, subscription_id, lane, message_id, event_type, event_id, event_key, partition,
                    record_offset, attempt, attempted_at, duration_ms, outcome, status_code, answer, error, due_at)
                select id, subscription_id, lane, message_id, event_type, event_id, event_key, partition,
                    record_offset, attempt, attempted_at, duration_ms, outcome, status_code, answer, error, due_at
                from jsonb_populate_recordset(null::delivery_attempts, cast(:rows as jsonb))
                order by attempted_at, id
                on conflict do nothing
                """)
                .param("rows", RowJson.array(attempts.stream().map(Row::of).toList()))
                .update();
    }

    private record Row(
            UUID id,
            String subscriptionId,
            String lane,
            String messageId,
            String eventType,
            String eventId,
            String eventKey,
            int partition,
            long recordOffset,
            int attempt,
            Instant attemptedAt,
            long durationMs,
            String outcome,
            @Nullable Integer statusCode,
            @Nullable String answer,
            @Nullable String error,
            @Nullable Instant dueAt) {

        private static Row of(DeliveryAttempt told) {
            return new Row(
                    RowId.of(told.getId()),
                    told.getSubscriptionId(),
                    told.getLane(),
                    told.getMessageId(),
                    told.getEventType(),
                    told.getEventId(),
                    told.getEventKey(),
                    told.getPartition(),
                    told.getOffset(),
                    Math.max(1, told.getAttempt()),
                    told.getAttemptedAt(),
                    Math.max(0, told.getDurationMs()),
                    told.getOutcome().name().toLowerCase(Locale.ROOT),
                    told.getStatusCode(),
                    told.getAnswer(),
                    told.getError(),
                    told.getDueAt());
        }
    }
}
