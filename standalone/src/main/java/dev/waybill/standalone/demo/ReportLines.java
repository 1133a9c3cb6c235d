package dev.waybill.standalone.demo;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The tables at the end of the demo. */
final class ReportLines {

    private ReportLines() {}

    static List<String> of(Sender.Accepted accepted, Expected expected, Arrived.Rows rows, Arrived arrived)
            throws SQLException, ExecutionException, InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add("What arrived (EasyPost's recordings, and simulated parcels whose reference says so):");
        lines.add("");
        lines.add(row("webhooks accepted", accepted.webhooks(), accepted.webhooks()));
        lines.add(row("shipments accepted", accepted.shipments(), accepted.shipments()));
        lines.add(String.format(Locale.ROOT, "  %-28s %,8d", "events in Kafka", arrived.events()));
        lines.add(row("rows in shipments", rows.shipments(), expected.shipments()));
        lines.add(row("rows in shipment_events", rows.scans(), expected.scans()));
        lines.add(row("counted in shipment_metrics", rows.counted(), expected.counted()));
        lines.add(row("counted in the rollups", rows.rolledUp(), expected.counted()));
        lines.add("");
        lines.add(String.format(
                "  %-12s %9s %9s %8s %6s %14s",
                "carrier", "shipments", "delivered", "on time", "days", "average cost"));
        for (Arrived.Carrier carrier : arrived.carriers()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-12s %,9d %,9d %8s %6s %14s",
                    carrier.name(),
                    carrier.shipments(),
                    carrier.delivered(),
                    shown(carrier.onTimePercent(), " %"),
                    shown(carrier.days(), ""),
                    shown(carrier.averageCost(), " " + carrier.currency())));
        }
        lines.add("");
        return lines;
    }

    private static String row(String what, long found, long wanted) {
        String verdict = found == wanted ? "" : String.format(Locale.ROOT, "   of %,d that were sent", wanted);
        return String.format(Locale.ROOT, "  %-28s %,8d%s", what, found, verdict);
    }

    private static String shown(@Nullable BigDecimal value, String unit) {
        return value == null ? "-" : value.toPlainString() + unit;
    }
}
