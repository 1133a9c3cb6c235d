package dev.waybill.tracking.telemetry;

import dev.waybill.events.ActivityEvent;
import dev.waybill.tracking.facts.Months;
import dev.waybill.tracking.rows.RowJson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of requests to the APIs. */
final class UserActivities {

    private final JdbcClient database;
    private final Months months;

    UserActivities(JdbcClient database, Months months) {
        this.database = database;
        this.months = months;
    }

    void add(List<ActivityEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        months.ensure(events.stream().map(ActivityEvent::getTimestamp));
        database.sql("""
                insert into user_activities (id, user_id, session_id, method, endpoint, status_code, response_time_ms, ip_address,
                    user_agent, error_message, extra_metadata, timestamp)
                select id, user_id, session_id, method, endpoint, status_code, response_time_ms, ip_address,
                    user_agent, error_message, extra_metadata, timestamp
                from jsonb_populate_recordset(null::user_activities, cast(:rows as jsonb))
                order by timestamp, id
                on conflict do nothing
                """)
                .param("rows", RowJson.array(events.stream().map(Row::of).toList()))
                .update();
    }

    private record Row(
            UUID id,
            String userId,
            @Nullable String sessionId,
            String method,
            String endpoint,
            int statusCode,
            long responseTimeMs,
            @Nullable String ipAddress,
            @Nullable String userAgent,
            @Nullable String errorMessage,
            @Nullable Object extraMetadata,
            Instant timestamp) {

        private static Row of(ActivityEvent event) {
            return new Row(
                    UUID.fromString(event.getId()),
                    event.getUserId(),
                    event.getSessionId(),
                    event.getMethod(),
                    event.getEndpoint(),
                    event.getStatusCode(),
                    event.getResponseTimeMs(),
                    event.getIpAddress(),
                    event.getUserAgent(),
                    event.getErrorMessage(),
                    RowJson.parsed(event.getExtraMetadata()),
                    event.getTimestamp());
        }
    }
}
