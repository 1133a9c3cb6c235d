package dev.waybill.benchmarks.torture.oracle;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rows of carrier_performance and analytics_summaries: groups of shipments, each figure over its whole group. */
final class Rollups {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int TOP = 10;
    private static final Map<String, UnaryOperator<LocalDate>> PERIODS = Map.of(
            "daily", date -> date,
            "weekly", date -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
            "monthly", date -> date.withDayOfMonth(1));

    private Rollups() {}

    static void write(Content content, List<Figures> counted) {
        by(counted, Rollups::carrierDay)
                .forEach((key, group) -> carrier(new Row(content.row("carrier_performance", key)), group));
        PERIODS.forEach((period, start) -> by(
                        counted,
                        one -> mode(one) + "|" + period + "|" + start.apply(Objects.requireNonNull(one.shippedOn())))
                .forEach((key, group) -> summary(new Row(content.row("analytics_summaries", key)), group)));
    }

    private static void carrier(Row row, List<Figures> group) {
        Group figures = new Group(group);
        common(row, figures)
                .with("delivered", figures.delivered())
                .with("on_time", figures.onTime())
                .with("delayed", figures.delayed())
                .with("delivery_days_known", (long) figures.days().size())
                .with("min_delivery_days", figures.percentile(0))
                .with("max_delivery_days", figures.percentile(100))
                .with("p50_delivery_days", figures.percentile(50))
                .with("p90_delivery_days", figures.percentile(90))
                .with(
                        "exceptions",
                        group.stream()
                                .flatMap(one -> one.scans().stream())
                                .filter(Scan::isException)
                                .count())
                .with("reliability_score", figures.reliability());
    }

    private static void summary(Row row, List<Figures> group) {
        ObjectNode carriers = JSON.objectNode();
        by(group, Rollups::carrierOf).forEach((carrier, part) -> {
            Group figures = new Group(part);
            new Row(carriers.putObject(carrier))
                    .with("total_shipments", part.size())
                    .with("delivered", figures.delivered())
                    .with("failed", figures.failed())
                    .with("on_time", figures.onTime())
                    .with("delayed", figures.delayed())
                    .with("on_time_rate", figures.onTimeRate())
                    .with("avg_delivery_days", figures.averageDays())
                    .with("costs", figures.costs());
        });
        Group figures = new Group(group);
        common(row, figures)
                .with("successful", figures.delivered())
                .with("carrier_stats", carriers)
                .with("top_destinations", destinations(group));
    }

    private static Row common(Row row, Group figures) {
        return row.with("total_shipments", figures.shipments().size())
                .with("failed", figures.failed())
                .with("in_flight", figures.shipments().size() - figures.delivered() - figures.failed())
                .with("costs", figures.costs())
                .with("total_cost", figures.onlyCost("total"))
                .with("average_cost", figures.onlyCost("average"))
                .with("currency", figures.onlyCurrency())
                .with("avg_delivery_days", figures.averageDays())
                .with("on_time_rate", figures.onTimeRate());
    }

    private static ArrayNode destinations(List<Figures> group) {
        var counts = new TreeMap<String, Long>();
        group.forEach(one -> counts.merge(destination(one), 1L, Long::sum));
        var sorted = new ArrayList<>(counts.entrySet());
        sorted.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        ArrayNode rows = JSON.arrayNode();
        sorted.stream().limit(TOP).forEach(entry -> {
            String[] place = entry.getKey().split("\\|", -1);
            rows.addObject().put("country", place[0]).put("state", place[1]).put("count", entry.getValue());
        });
        return rows;
    }

    private static String destination(Figures one) {
        JsonNode to = Told.orMissing(one.told().shipment()).path("to_address");
        return Read.any(Read.text(to, "country"), "unknown") + "|" + Read.any(Read.text(to, "state"), "unknown");
    }

    private static String carrierDay(Figures one) {
        JsonNode tracker = Told.orMissing(one.told().tracker());
        JsonNode rate = Told.orMissing(one.told().shipment()).path("selected_rate");
        return mode(one) + "|" + carrierOf(one) + "|" + Names.service(tracker, rate) + "|" + one.shippedOn();
    }

    private static String carrierOf(Figures one) {
        JsonNode rate = Told.orMissing(one.told().shipment()).path("selected_rate");
        return Names.carrier(Told.orMissing(one.told().tracker()), rate);
    }

    private static String mode(Figures one) {
        JsonNode any = one.told().shipment() != null
                ? one.told().shipment()
                : Told.orMissing(one.told().tracker());
        return String.valueOf(Read.text(any, "mode"));
    }

    private static Map<String, List<Figures>> by(List<Figures> all, Function<Figures, String> key) {
        return all.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }

    static Optional<Duration> delivery(Figures one) {
        Scan delivered = one.delivered();
        return delivered == null || !"delivered".equals(one.outcome())
                ? Optional.empty()
                : Optional.ofNullable(Figures.between(one.label(), delivered.at()));
    }
}
