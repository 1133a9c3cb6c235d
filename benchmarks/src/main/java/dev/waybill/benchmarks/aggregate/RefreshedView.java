package dev.waybill.benchmarks.aggregate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The usual way to carrier_performance: a materialized view over shipment_metrics with the unique index that a concurrent refresh needs, and
 * memory enough to sort. Of the table's columns it leaves out the costs by currency, which would need a grouping more.
 */
final class RefreshedView {

    private final Connection connection;

    private RefreshedView(Connection connection) {
        this.connection = connection;
    }

    /** Makes the view of what is stored. */
    static RefreshedView over(Connection connection) throws SQLException {
        var view = new RefreshedView(connection);
        view.run("set work_mem = '256MB'");
        view.run("""
                create materialized view carrier_performance_view as
                with days as (
                    select mode, carrier, service, shipped_on as date,
                        count(*) as total_shipments,
                        count(*) filter (where final_status = 'delivered') as delivered,
                        count(*) filter (where on_time) as on_time,
                        count(*) filter (where not on_time) as delayed,
                        count(*) filter (where final_status = 'failed') as failed,
                        count(*) filter (where final_status is null) as in_flight,
                        sum(total_cost) filter (where currency is not null) as total_cost,
                        round(avg(total_cost) filter (where currency is not null), 5) as average_cost,
                        min(currency) as currency,
                        min(currency) is distinct from max(currency) as several,
                        count(known.days) as delivery_days_known,
                        round(avg(known.days), 5) as avg_delivery_days,
                        min(known.hours) as least, max(known.hours) as greatest,
                        percentile_disc(array[0.5, 0.9]) within group (order by known.hours) as percentiles,
                        sum(exceptions_count) as exceptions
                    from shipment_metrics
                    cross join lateral (
                        select days, floor(round(days * 86400) / 3600) as hours
                        from (select case when final_status = 'delivered' and actual_delivery_days >= 0
                            then actual_delivery_days end as days) as delivery) as known
                    where counted and shipped_on is not null
                    group by mode, carrier, service, shipped_on
                )
                select mode, carrier, service, date, total_shipments, delivered, on_time, delayed, failed, in_flight,
                    case when not several then total_cost end as total_cost,
                    case when not several then average_cost end as average_cost,
                    case when not several then currency end as currency,
                    delivery_days_known, avg_delivery_days,
                    round(least / 24, 5) as min_delivery_days, round(greatest / 24, 5) as max_delivery_days,
                    round(percentiles[1] / 24, 5) as p50_delivery_days, round(percentiles[2] / 24, 5) as p90_delivery_days,
                    exceptions,
                    round(on_time::numeric / nullif(on_time + delayed, 0), 5) as on_time_rate,
                    round(greatest(0, 100 * (2 * on_time + z * z - z * sqrt(z * z
                        + 4 * on_time::numeric * delayed / nullif(on_time + delayed, 0)))
                        / (2 * (nullif(on_time + delayed, 0) + z * z))), 5) as reliability_score
                from days cross join (values (1.959963984540054::numeric)) as normal (z)
                """);
        view.run("create unique index carrier_performance_view_key "
                + "on carrier_performance_view (mode, carrier, service, date)");
        view.run("analyze carrier_performance_view");
        return view;
    }

    /** Returns the seconds that it takes to bring the view up to date while others read it. */
    double refreshSeconds() throws SQLException {
        long began = System.nanoTime();
        run("refresh materialized view concurrently carrier_performance_view");
        return (System.nanoTime() - began) / 1e9;
    }

    /** Fails when the view tells other rows than the table that Waybill keeps. */
    void requireSameAsTable() throws SQLException {
        String columns = """
                mode, carrier, service, date, total_shipments, delivered, on_time, delayed, failed, in_flight, total_cost,
                average_cost, currency, delivery_days_known, avg_delivery_days, min_delivery_days, max_delivery_days,
                p50_delivery_days, p90_delivery_days, exceptions, on_time_rate, reliability_score
                """;
        long others = one("select count(*) from ((select " + columns + " from carrier_performance except select "
                + columns
                + " from carrier_performance_view) union all (select " + columns
                + " from carrier_performance_view except select " + columns + " from carrier_performance)) as others");
        if (others > 0) {
            throw new IllegalStateException(others + " rows differ between carrier_performance and the view");
        }
    }

    private long one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
