package dev.waybill.analytics.sink;

import dev.waybill.events.CarrierPerformance;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table carrier_performance. */
final class CarrierPerformances extends RollupTable<CarrierPerformance> {

    CarrierPerformances(JdbcClient database, AvroWire wire) {
        super(Topics.CARRIER_PERFORMANCE, CarrierPerformance.class, database, wire);
    }

    @Override
    String deletion() {
        return "delete from carrier_performance where id = any(?::uuid[])";
    }

    @Override
    @Nullable
    Object[] columns(CarrierPerformance row) {
        OneCurrency money = OneCurrency.of(row.getCosts());
        return new @Nullable Object[] {
            row.getMode(),
            row.getCarrier(),
            row.getService(),
            row.getDate(),
            row.getTotalShipments(),
            row.getDelivered(),
            row.getOnTime(),
            row.getDelayed(),
            row.getFailed(),
            row.getInFlight(),
            Json.costs(row.getCosts()),
            money.total(),
            money.average(),
            money.currency(),
            row.getDeliveryDaysKnown(),
            row.getAvgDeliveryDays(),
            row.getMinDeliveryDays(),
            row.getMaxDeliveryDays(),
            row.getP50DeliveryDays(),
            row.getP90DeliveryDays(),
            row.getExceptions(),
            row.getOnTimeRate(),
            row.getReliabilityScore()
        };
    }

    @Override
    String upsert() {
        return """
                insert into carrier_performance (
                    id, mode, carrier, service, date, total_shipments, delivered, on_time, delayed, failed, in_flight,
                    costs, total_cost, average_cost, currency, delivery_days_known, avg_delivery_days, min_delivery_days,
                    max_delivery_days, p50_delivery_days, p90_delivery_days, exceptions, on_time_rate, reliability_score)
                select * from unnest(
                    ?::uuid[], ?::text[], ?::text[], ?::text[], ?::date[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[], ?::bigint[], ?::jsonb[], ?::numeric[], ?::numeric[], ?::text[], ?::bigint[], ?::numeric[],
                    ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::bigint[], ?::numeric[], ?::numeric[])
                on conflict (id) do update set
                    total_shipments = excluded.total_shipments,
                    delivered = excluded.delivered,
                    on_time = excluded.on_time,
                    delayed = excluded.delayed,
                    failed = excluded.failed,
                    in_flight = excluded.in_flight,
                    costs = excluded.costs,
                    total_cost = excluded.total_cost,
                    average_cost = excluded.average_cost,
                    currency = excluded.currency,
                    delivery_days_known = excluded.delivery_days_known,
                    avg_delivery_days = excluded.avg_delivery_days,
                    min_delivery_days = excluded.min_delivery_days,
                    max_delivery_days = excluded.max_delivery_days,
                    p50_delivery_days = excluded.p50_delivery_days,
                    p90_delivery_days = excluded.p90_delivery_days,
                    exceptions = excluded.exceptions,
                    on_time_rate = excluded.on_time_rate,
                    reliability_score = excluded.reliability_score,
                    updated_at = now()
                """;
    }
}
