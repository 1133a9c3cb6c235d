package dev.waybill.console.analytics;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures by REST. The JSON is PostgreSQL's, one statement a request; names are the columns'. */
@RestController
@RequestMapping(path = "/v1/analytics", produces = MediaType.APPLICATION_JSON_VALUE)
public class AnalyticsController {

    /** PostgreSQL refuses NUL. */
    private static final String TEXT = "\\P{Cntrl}{1,255}";

    private final JdbcClient database;
    private final Clock clock;

    public AnalyticsController(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * How each service of each carrier did with what was shipped in the last days (UTC), today included. Counts and costs are sums of the
     * daily rows; avg_delivery_days is the mean of the daily means, each weighted by the shipments
     * whose days are known.
     */
    @GetMapping("/carriers")
    String carriers(
            @RequestParam(defaultValue = "30") @Min(1) @Max(3660) int days,
            @RequestParam(defaultValue = "production") @Pattern(regexp = TEXT) String mode) {
        return database.sql("""
                        with daily as (
                            select * from carrier_performance where mode = :mode and date > :after
                        ), costs as (
                            select carrier, service, jsonb_object_agg(currency, jsonb_build_object('total', total, 'count', count)) costs
                            from (
                                select carrier, service, c.key currency, trim_scale(sum((c.value ->> 'total')::numeric)) total,
                                    sum((c.value ->> 'count')::bigint) count
                                from daily, jsonb_each(costs) c
                                group by carrier, service, c.key
                            ) by_currency
                            group by carrier, service
                        ), total as (
                            select carrier, service, sum(total_shipments) total_shipments, sum(delivered) delivered,
                                sum(failed) failed, sum(in_flight) in_flight, sum(on_time) on_time, sum(delayed) delayed,
                                round(sum(on_time) / nullif(sum(on_time) + sum(delayed), 0), 5) on_time_rate,
                                sum(exceptions) exceptions,
                                sum(delivery_days_known) delivery_days_known,
                                round(sum(avg_delivery_days * delivery_days_known) / nullif(sum(delivery_days_known), 0), 2)
                                    avg_delivery_days,
                                min(min_delivery_days) min_delivery_days, max(max_delivery_days) max_delivery_days
                            from daily
                            group by carrier, service
                        )
                        select coalesce(jsonb_agg(to_jsonb(t) || jsonb_build_object('costs', coalesce(c.costs, '{}'))
                            order by t.total_shipments desc, t.carrier, t.service), '[]')::text
                        from total t
                        left join costs c using (carrier, service)
                        """)
                .param("mode", mode)
                .param("after", after(days))
                .query(String.class)
                .single();
    }

    /** The summaries of a period whose first day lies in the last days (UTC), newest first. */
    @GetMapping("/summaries")
    String summaries(
            @RequestParam(defaultValue = "daily") @Pattern(regexp = "daily|weekly|monthly") String period,
            @RequestParam(defaultValue = "30") @Min(1) @Max(3660) int days,
            @RequestParam(defaultValue = "production") @Pattern(regexp = TEXT) String mode) {
        return database.sql("""
                        select coalesce(jsonb_agg(to_jsonb(s) - 'id' order by s.date desc), '[]')::text
                        from analytics_summaries s
                        where s.mode = :mode and s.period = :period and s.date > :after
                        """)
                .param("mode", mode)
                .param("period", period)
                .param("after", after(days))
                .query(String.class)
                .single();
    }

    private LocalDate after(int days) {
        return LocalDate.now(clock).minusDays(days);
    }
}
