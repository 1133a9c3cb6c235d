package dev.waybill.analytics.sink;

import dev.waybill.events.AnalyticsSummary;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table analytics_summaries. */
final class AnalyticsSummaries implements RollupTable {

    private final JdbcClient database;
    private final AvroWire wire;

    AnalyticsSummaries(JdbcClient database, AvroWire wire) {
        this.database = database;
        this.wire = wire;
    }

    @Override
    public String topic() {
        return Topics.ANALYTICS_SUMMARIES;
    }

    @Override
    public void write(Map<String, byte @Nullable []> values) {
        var gone = new Columns();
        var rows = new Columns();
        values.forEach((key, bytes) -> {
            if (bytes == null) {
                gone.add(RowId.of(key));
            } else {
                add(rows, key, wire.decode(bytes, AnalyticsSummary.class));
            }
        });
        database.sql("delete from analytics_summaries where id = any(:ids::uuid[])")
                .param("ids", gone.column(0))
                .update();
        upsert(rows);
    }

    private static void add(Columns rows, String key, AnalyticsSummary row) {
        OneCurrency money = OneCurrency.of(row.getCosts());
        rows.add(
                RowId.of(key),
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
                Json.destinations(row.getTopDestinations()));
    }

    private void upsert(Columns rows) {
        JdbcClient.StatementSpec statement = database.sql("""
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
                """);
        for (int column = 0; column < 16; column++) {
            statement = statement.param(rows.column(column));
        }
        statement.update();
    }
}
