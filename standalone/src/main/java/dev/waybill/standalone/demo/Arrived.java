package dev.waybill.standalone.demo;

import dev.waybill.schemas.topics.Topic;
import dev.waybill.schemas.topics.Topics;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads what has arrived: rows as the reader's role sees them, events as the broker counts them. */
final class Arrived {

    private static final List<String> EVENTS =
            List.of(Topics.SHIPMENT_EVENTS, Topics.TRACKING_EVENTS, Topics.PERSONAL_DATA, Topics.OPERATION_EVENTS);
    private static final List<String> DEAD_LETTERS = Topics.catalogue().stream()
            .map(Topic::name)
            .filter(name -> name.endsWith(Topics.DEAD_LETTER_SUFFIX))
            .toList();

    private final Source source;

    Arrived(Source source) {
        this.source = source;
    }

    /** What is there; {@code rolledUp} is what the daily rollups add up to. */
    record Rows(long shipments, long scans, long counted, long rolledUp, long invoices, long batches) {

        boolean are(Expected expected) {
            return shipments == expected.shipments()
                    && scans == expected.scans()
                    && counted == expected.counted()
                    && rolledUp == expected.counted()
                    && invoices == expected.invoices()
                    && batches == expected.batches();
        }
    }

    /** One carrier's figures. Rates and means are null when nothing is known. */
    record Carrier(
            String name,
            long shipments,
            long delivered,
            @Nullable BigDecimal onTimePercent,
            @Nullable BigDecimal days,
            String averageCosts) {}

    Rows rows() throws SQLException {
        return query(
                        """
                        select (select count(*) from shipments) as shipments,
                               (select count(*) from shipment_events) as scans,
                               (select count(*) from shipment_metrics where counted) as counted,
                               (select coalesce(sum(total_shipments), 0) from carrier_performance) as rolled_up,
                               (select count(*) from shipments where invoice_amount is not null) as invoices,
                               (select count(*) from batch_operations where operation_type = 'batch') as batches
                        """,
                        row -> new Rows(
                                row.getLong("shipments"),
                                row.getLong("scans"),
                                row.getLong("counted"),
                                row.getLong("rolled_up"),
                                row.getLong("invoices"),
                                row.getLong("batches")))
                .get(0);
    }

    /** Of what was sent as production, which is the simulated part. A mean of costs for each currency. */
    List<Carrier> carriers() throws SQLException {
        return query(
                """
                with figures as (
                    select carrier, sum(total_shipments) as shipments, sum(delivered) as delivered,
                           round(100.0 * sum(on_time) / nullif(sum(on_time + delayed), 0), 1) as on_time_percent,
                           round(sum(avg_delivery_days * delivery_days_known) / nullif(sum(delivery_days_known), 0), 1) as days
                    from carrier_performance
                    where mode = 'production'
                    group by carrier
                ), costs as (
                    select carrier, cost.key as currency,
                           round(sum((cost.value ->> 'total')::numeric) / sum((cost.value ->> 'count')::bigint), 2) as average
                    from carrier_performance, jsonb_each(costs) as cost
                    where mode = 'production'
                    group by carrier, cost.key
                )
                select carrier, shipments, delivered, on_time_percent, days,
                       coalesce((select string_agg(average || ' ' || currency, ', ' order by currency)
                           from costs where costs.carrier = figures.carrier), '-') as average_costs
                from figures
                order by shipments desc, carrier
                """,
                row -> new Carrier(
                        row.getString("carrier"),
                        row.getLong("shipments"),
                        row.getLong("delivered"),
                        row.getBigDecimal("on_time_percent"),
                        row.getBigDecimal("days"),
                        row.getString("average_costs")));
    }

    /** Records in the topics of typed events. */
    long events() throws ExecutionException, InterruptedException {
        return records(EVENTS);
    }

    /** Records that somebody could not handle. */
    long deadLetters() throws ExecutionException, InterruptedException {
        return records(DEAD_LETTERS);
    }

    private long records(List<String> names) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", source.kafka()))) {
            var topics = admin.describeTopics(names).allTopicNames().get();
            Map<TopicPartition, OffsetSpec> ends = topics.values().stream()
                    .flatMap(topic -> IntStream.range(0, topic.partitions().size())
                            .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                    .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }

    private interface Mapping<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Mapping<T> mapping) throws SQLException {
        try (Connection connection = DriverManager.getConnection(source.jdbcUrl(), source.user(), source.password());
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(mapping.of(rows));
            }
            return all;
        }
    }
}
