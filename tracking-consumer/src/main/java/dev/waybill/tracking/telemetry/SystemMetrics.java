package dev.waybill.tracking.telemetry;

import dev.waybill.events.SystemMetric;
import dev.waybill.schemas.wire.AvroJson;
import dev.waybill.tracking.facts.Months;
import dev.waybill.tracking.rows.RowJson;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of how each instance is doing. */
final class SystemMetrics {

    private final JdbcClient database;
    private final Months months;

    SystemMetrics(JdbcClient database, Months months) {
        this.database = database;
        this.months = months;
    }

    void add(List<SystemMetric> metrics) {
        if (metrics.isEmpty()) {
            return;
        }
        months.ensure(metrics.stream().map(SystemMetric::getTimestamp));
        database.sql("""
                insert into system_metrics (id, service, instance, cpu_usage_percent, cpu_cores_used, memory_usage_mb, memory_percent,
                    db_connections_active, db_pool_size, api_requests_per_second, avg_response_time_ms, consumer_lag, cache_hit_rate,
                    cache_miss_rate, timestamp)
                select id, service, instance, cpu_usage_percent, cpu_cores_used, memory_usage_mb, memory_percent,
                    db_connections_active, db_pool_size, api_requests_per_second, avg_response_time_ms, consumer_lag, cache_hit_rate,
                    cache_miss_rate, timestamp
                from jsonb_populate_recordset(null::system_metrics, cast(:rows as jsonb))
                order by timestamp, id
                on conflict do nothing
                """)
                .param("rows", RowJson.array(AvroJson.write(metrics).values()))
                .update();
    }
}
