package dev.waybill.benchmarks.torture.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows of shipment_metrics. */
final class MetricsRow {

    private MetricsRow() {}

    static void write(Content content, Figures figures) {
        Row row = new Row(content.row("shipment_metrics", figures.told().key()));
        JsonNode shipment = Told.orMissing(figures.told().shipment());
        JsonNode tracker = Told.orMissing(figures.told().tracker());
        money(row, figures.told(), shipment.path("selected_rate"));
        times(row, figures, shipment);
        counts(row, figures.scans());
        end(row, "origin", Facts.end(shipment.path("from_address")));
        end(row, "destination", Facts.end(shipment.path("to_address")));
        row.with("mode", Read.text(shipment.isObject() ? shipment : tracker, "mode"))
                .with("account", "user_torture")
                .with("carrier", Names.carrier(tracker, shipment.path("selected_rate")))
                .with("service", Names.service(tracker, shipment.path("selected_rate")))
                .with("shipped_on", figures.shippedOn())
                .with("counted", figures.counted())
                .with("final_status", figures.outcome())
                .with("deleted", false);
    }

    private static void money(Row row, Told told, JsonNode rate) {
        Money money = Money.of(told);
        boolean known = money.base() != null || money.total() != null || money.adjustment() != null;
        row.with("base_rate", money.base())
                .with("total_cost", money.total())
                .with("surcharges", money.surcharges())
                .with("insurance_cost", money.insuranceFee())
                .with("fees_total", money.fees())
                .with("adjustment", money.adjustment())
                .with("currency", known ? money.currency() : null)
                .with("list_rate", Read.money(rate, "list_rate"))
                .with("retail_rate", null)
                .with("estimated_delivery_days", rate.get("delivery_days"));
    }

    private static void times(Row row, Figures figures, JsonNode shipment) {
        Instant accepted =
                figures.accepted() == null ? null : figures.accepted().at();
        Instant delivered =
                figures.delivered() == null ? null : figures.delivered().at();
        Duration transit = Figures.between(accepted, delivered);
        Duration delivery = Figures.between(figures.label(), delivered);
        row.with(
                        "creation_to_purchase_seconds",
                        seconds(Figures.between(Read.timeOrNull(shipment, "created_at"), figures.label())))
                .with("label_to_first_scan_seconds", seconds(Figures.between(figures.label(), accepted)))
                .with("first_scan_to_delivery_seconds", seconds(transit))
                .with("actual_delivery_days", delivery == null ? null : Days.of(delivery))
                .with("transit_days", transit == null ? null : Days.of(transit))
                .with(
                        "transit_business_days",
                        transit == null || accepted == null || delivered == null
                                ? null
                                : Days.of(Days.workingTime(accepted, delivered)))
                .with("promised_date", figures.promised())
                .with("attempted_date", figures.attempted())
                .with("delivered_date", figures.attempted())
                .with("on_time", figures.onTime())
                .with("days_late", figures.daysLate());
    }

    private static void counts(Row row, List<Scan> scans) {
        row.with("tracking_updates_count", scans.size())
                .with(
                        "exceptions_count",
                        scans.stream().filter(Scan::isException).count())
                .with(
                        "delivery_attempts",
                        scans.stream().filter(Scan::isAttempt).count())
                .with(
                        "longest_scan_gap_seconds",
                        scans.size() < 2
                                ? null
                                : IntStream.range(1, scans.size())
                                        .mapToLong(next -> Duration.between(
                                                        scans.get(next - 1).at(),
                                                        scans.get(next).at())
                                                .toSeconds())
                                        .max()
                                        .getAsLong());
        var seconds = new TreeMap<String, Long>();
        int since = 0;
        for (int next = 1; next < scans.size(); next++) {
            if (!scans.get(next).status().equals(scans.get(since).status())) {
                long passed = Duration.between(
                                scans.get(since).at(), scans.get(next).at())
                        .toSeconds();
                seconds.merge(scans.get(since).status(), passed, Long::sum);
                since = next;
            }
        }
        row.with("seconds_in_status", JsonMapper.shared().valueToTree(seconds));
    }

    private static void end(Row row, String name, @Nullable JsonNode place) {
        JsonNode told = Told.orMissing(place);
        row.with(name + "_country", Read.text(told, "country"))
                .with(name + "_state", Read.text(told, "state"))
                .with(name + "_postal_prefix", Read.text(told, "postal_prefix"));
    }

    private static @Nullable Long seconds(@Nullable Duration time) {
        return time == null ? null : time.toSeconds();
    }
}
