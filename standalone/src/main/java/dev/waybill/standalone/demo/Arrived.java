package dev.waybill.standalone.demo;

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

    private final Source source;

    Arrived(Source source) {
        this.source = source;
    }

    /** What is there; {@code rolledUp} is what the daily rollups add up to. */
    record Rows(long shipments, long scans, long counted, long rolledUp) {

        boolean are(Expected expected) {
            return shipments == expected.shipments()
                    && scans == expected.scans()
                    && counted == expected.counted()
                    && rolledUp == expected.counted();
        }
    }

    /** One carrier's figures in one currency. Rates and means are null when nothing is known. */
    record Carrier(
            String name,
            long shipments,
            long delivered,
            @Nullable BigDecimal onTimePercent,
            @Nullable BigDecimal days,
            @Nullable BigDecimal averageCost,
            @Nullable String currency) {}

    Rows rows() throws SQLException {
        return query(
                        """
                        select (select count(*) from shipments) as shipments,
                               (select count(*) from shipment_events) as scans,
                               (select count(*) from shipment_metrics where counted) as counted,
                               (select coalesce(sum(total_shipments), 0) from carrier_performance) as rolled_up
                        """,
                        row -> new Rows(
                                number(row, "shipments"),
                                number(row, "scans"),
                                number(row, "counted"),
                                number(row, "rolled_up")))
                .get(0);
    }

    /** Of what was sent as production, which is the simulated part. */
    List<Carrier> carriers() throws SQLException {
        return query(
                """
                select carrier, sum(total_shipments) as shipments, sum(delivered) as delivered,
                       round(100.0 * sum(on_time) / nullif(sum(on_time + delayed), 0), 1) as on_time_percent,
                       round(sum(avg_delivery_days * delivery_days_known) / nullif(sum(delivery_days_known), 0), 1) as days,
                       round(sum(total_cost) / nullif(sum(total_shipments) filter (where total_cost is not null), 0), 2) as average_cost,
                       min(currency) as currency
                from carrier_performance
                where mode = 'production'
                group by carrier
                order by shipments desc, carrier
                """,
                row -> new Carrier(
                        text(row, "carrier"),
                        number(row, "shipments"),
                        number(row, "delivered"),
                        decimal(row, "on_time_percent"),
                        decimal(row, "days"),
                        decimal(row, "average_cost"),
                        text(row, "currency")));
    }

    /** Records in the topics of typed events. */
    long events() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", source.kafka()))) {
            var topics = admin.describeTopics(EVENTS).allTopicNames().get();
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

    private static long number(ResultSet row, String column) throws SQLException {
        return row.getLong(column);
    }

    private static @Nullable BigDecimal decimal(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column);
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
