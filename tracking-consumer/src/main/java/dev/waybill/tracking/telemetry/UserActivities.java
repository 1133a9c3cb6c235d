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
                select id, user_id, session_id, method, endpoint, status_code, response_time_ms,
                    case when pg_input_is_valid(ip_address, 'inet') then cast(ip_address as inet) end,
                    user_agent, error_message, extra_metadata, timestamp
                from jsonb_to_recordset(cast(:rows as jsonb)) as told(id uuid, user_id text, session_id text, method text,
                    endpoint text, status_code integer, response_time_ms bigint, ip_address text, user_agent text,
                    error_message text, extra_metadata jsonb, timestamp timestamptz)
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
                    Math.max(0, event.getResponseTimeMs()),
                    withoutZone(event.getIpAddress()),
                    event.getUserAgent(),
                    event.getErrorMessage(),
                    RowJson.parsed(event.getExtraMetadata()),
                    event.getTimestamp());
        }

        /** A link-local address names the interface that it came in by. */
        private static @Nullable String withoutZone(@Nullable String address) {
            int zone = address == null ? -1 : address.indexOf('%');
            return address == null || zone < 0 ? address : address.substring(0, zone);
        }
    }
}
