package dev.waybill.analytics.sink;

import dev.waybill.events.AnalyticsSummary;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table analytics_summaries. */
final class AnalyticsSummaries extends RollupTable<AnalyticsSummary> {

    AnalyticsSummaries(JdbcClient database, AvroWire wire) {
        super(Topics.ANALYTICS_SUMMARIES, AnalyticsSummary.class, database, wire);
    }

    @Override
    String deletion() {
        return "delete from analytics_summaries where id = any(?::uuid[])";
    }

    @Override
    @Nullable
    Object[] columns(AnalyticsSummary row) {
        OneCurrency money = OneCurrency.of(row.getCosts());
        return new @Nullable Object[] {
            row.getMode(),
            row.getPeriod().name().toLowerCase(Locale.ROOT),
            row.getDate(),
            row.getTotalShipments(),
            row.getSuccessful(),
            row.getFailed(),
            row.getInFlight(),
            Json.costs(row.getCosts()),
            money.total(),
            money.average(),
            money.currency(),
            row.getAvgDeliveryDays(),
            row.getOnTimeRate(),
            Json.carrierStats(row.getCarrierStats()),
            Json.destinations(row.getTopDestinations())
        };
    }

    @Override
    String upsert() {
        return """
                insert into analytics_summaries (
                    id, mode, period, date, total_shipments, successful, failed, in_flight,
                    costs, total_cost, average_cost, currency, avg_delivery_days, on_time_rate, carrier_stats, top_destinations)
                select * from unnest(
                    ?::uuid[], ?::text[], ?::text[], ?::date[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::jsonb[], ?::numeric[], ?::numeric[], ?::text[], ?::numeric[], ?::numeric[], ?::jsonb[], ?::jsonb[])
                on conflict (id) do update set
                    total_shipments = excluded.total_shipments,
                    successful = excluded.successful,
                    failed = excluded.failed,
                    in_flight = excluded.in_flight,
                    costs = excluded.costs,
                    total_cost = excluded.total_cost,
                    average_cost = excluded.average_cost,
                    currency = excluded.currency,
                    avg_delivery_days = excluded.avg_delivery_days,
                    on_time_rate = excluded.on_time_rate,
                    carrier_stats = excluded.carrier_stats,
                    top_destinations = excluded.top_destinations,
                    updated_at = now()
                """;
    }
}
