package dev.waybill.analytics.sink;

import dev.waybill.events.CarrierPerformance;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table carrier_performance. */
final class CarrierPerformances implements RollupTable {

    private final JdbcClient database;
    private final AvroWire wire;

    CarrierPerformances(JdbcClient database, AvroWire wire) {
        this.database = database;
        this.wire = wire;
    }

    @Override
    public String topic() {
        return Topics.CARRIER_PERFORMANCE;
    }

    @Override
    public void write(Map<String, byte @Nullable []> values) {
        var gone = new Columns();
        var rows = new Columns();
        values.forEach((key, bytes) -> {
            if (bytes == null) {
                gone.add(RowId.of(key));
            } else {
                add(rows, key, wire.decode(bytes, CarrierPerformance.class));
            }
        });
        database.sql("delete from carrier_performance where id = any(:ids::uuid[])")
                .param("ids", gone.column(0))
                .update();
        upsert(rows);
    }

    private static void add(Columns rows, String key, CarrierPerformance row) {
        OneCurrency money = OneCurrency.of(row.getCosts());
        rows.add(
                RowId.of(key),
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
                row.getReliabilityScore());
    }

    private void upsert(Columns rows) {
        JdbcClient.StatementSpec statement = database.sql("""
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
                """);
        for (int column = 0; column < 24; column++) {
            statement = statement.param(rows.column(column));
        }
        statement.update();
    }
}
