package dev.waybill.standalone.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tables at the end of the demo. */
record ReportLines(Sender.Accepted accepted, Expected expected, Arrived.Rows rows, long deadLetters) {

    /** Whether everything that was sent has arrived, and nothing was put aside. */
    boolean complete() {
        return rows.are(expected) && deadLetters == 0;
    }

    List<String> lines(long events, List<Arrived.Carrier> carriers) {
        List<String> lines = new ArrayList<>();
        lines.add("What arrived (EasyPost's recordings, and simulated parcels whose reference says so):");
        lines.add("");
        lines.add(row("webhooks accepted", accepted.webhooks(), accepted.webhooks()));
        lines.add(row("shipments accepted", accepted.shipments(), accepted.shipments()));
        lines.add(row("events in Kafka", events, events));
        lines.add(row("dead letters", deadLetters, 0));
        lines.add(row("rows in shipments", rows.shipments(), expected.shipments()));
        lines.add(row("with the carrier's invoice", rows.invoices(), expected.invoices()));
        lines.add(row("rows in shipment_events", rows.scans(), expected.scans()));
        lines.add(row("batches in batch_operations", rows.batches(), expected.batches()));
        lines.add(row("counted in shipment_metrics", rows.counted(), expected.counted()));
        lines.add(row("counted in the rollups", rows.rolledUp(), expected.counted()));
        lines.add("");
        lines.add(String.format(
                "  %-12s %9s %9s %8s %6s   %s",
                "carrier", "shipments", "delivered", "on time", "days", "average cost"));
        for (Arrived.Carrier carrier : carriers) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-12s %,9d %,9d %8s %6s   %s",
                    carrier.name(),
                    carrier.shipments(),
                    carrier.delivered(),
                    shown(carrier.onTimePercent(), " %"),
                    shown(carrier.days(), ""),
                    carrier.averageCosts()));
        }
        lines.add("");
        return lines;
    }

    private static String row(String what, long found, long wanted) {
        String verdict = found == wanted ? "" : String.format(Locale.ROOT, "   instead of %,d", wanted);
        return String.format(Locale.ROOT, "  %-28s %,8d%s", what, found, verdict);
    }

    private static String shown(@Nullable BigDecimal value, String unit) {
        return value == null ? "-" : value.toPlainString() + unit;
    }
}
