package dev.waybill.benchmarks.torture.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What follows from all that was told of one shipment. */
record Figures(
        Told told,
        String status,
        @Nullable String refundStatus,
        List<Scan> scans,
        @Nullable Instant label,
        @Nullable Scan accepted,
        @Nullable Scan delivered,
        @Nullable LocalDate promised,
        @Nullable LocalDate shippedOn,
        boolean counted) {

    private static final Set<String> FAILED = Set.of("return_to_sender", "failure", "error");

    static Figures of(Told told) {
        JsonNode shipment = Told.orMissing(told.shipment());
        JsonNode tracker = Told.orMissing(told.tracker());
        List<Scan> scans = Scan.of(tracker);
        String refund = refundStatus(told);
        String status = status(told, refund);
        Instant label = Read.timeOrNull(shipment.path("postage_label"), "created_at");
        Instant shipped = label != null ? label : Read.timeOrNull(tracker, "created_at");
        Scan accepted = scans.stream().filter(is("in_transit")).findFirst().orElse(null);
        Scan delivered = scans.stream()
                .filter(is("delivered"))
                .reduce((one, later) -> later)
                .orElse(null);
        boolean shippedAtAll = told.tracker() != null || purchased(shipment);
        return new Figures(
                told,
                status,
                refund,
                scans,
                label,
                accepted,
                delivered,
                promised(told, label, accepted),
                shipped == null ? null : Days.date(shipped),
                shippedAtAll && shipped != null && !status.equals("refunded") && !status.equals("cancelled"));
    }

    boolean failed() {
        return FAILED.contains(status);
    }

    @Nullable
    String outcome() {
        return !counted ? null : status.equals("delivered") ? "delivered" : failed() ? "failed" : null;
    }

    @Nullable
    LocalDate attempted() {
        return delivered == null ? null : delivered.date();
    }

    @Nullable
    Boolean onTime() {
        if (promised == null) {
            return null;
        }
        LocalDate attempted = attempted();
        return attempted != null ? (Boolean) !attempted.isAfter(promised) : failed() ? Boolean.FALSE : null;
    }

    @Nullable
    Long daysLate() {
        LocalDate attempted = attempted();
        return promised == null || attempted == null ? null : Math.max(0, ChronoUnit.DAYS.between(promised, attempted));
    }

    /** Null where an end is unknown or comes before the beginning. */
    static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null || to.isBefore(from) ? null : Duration.between(from, to);
    }

    private static java.util.function.Predicate<Scan> is(String status) {
        return scan -> scan.status().equals(status);
    }

    private static boolean purchased(JsonNode shipment) {
        return shipment.path("postage_label").isObject() || Read.text(shipment, "tracking_code") != null;
    }

    /** The shipment and the refund both tell it; the newer counts. */
    private static @Nullable String refundStatus(Told told) {
        JsonNode shipment = Told.orMissing(told.shipment());
        JsonNode refund = Told.orMissing(told.refund());
        String byShipment = Read.text(shipment, "refund_status");
        String byRefund = Read.text(refund, "status");
        if (byShipment == null || byRefund == null) {
            return Read.any(byShipment, byRefund);
        }
        return Read.time(shipment, "updated_at").isAfter(Read.time(refund, "updated_at")) ? byShipment : byRefund;
    }

    private static String status(Told told, @Nullable String refund) {
        String tracked = told.tracker() == null
                ? "unknown"
                : told.tracker().path("status").stringValue();
        if ("refunded".equals(refund) && (tracked.equals("unknown") || tracked.equals("pre_transit"))) {
            return "refunded";
        }
        if (!tracked.equals("unknown") || told.shipment() == null) {
            return tracked;
        }
        return purchased(told.shipment()) ? "purchased" : "created";
    }

    private static @Nullable LocalDate promised(Told told, @Nullable Instant label, @Nullable Scan accepted) {
        JsonNode rate = Told.orMissing(told.shipment()).path("selected_rate");
        String date = Read.date(rate, "delivery_date");
        if (label != null) {
            LocalDate labelled = Days.date(label);
            int delay = accepted == null ? 0 : Days.working(labelled, accepted.date());
            if (date != null) {
                return Days.plusWorking(LocalDate.parse(date), delay);
            }
            if (rate.path("delivery_days").isNumber()) {
                return Days.plusWorking(labelled, rate.path("delivery_days").intValue() + delay);
            }
        }
        String first = Read.any(
                date,
                told.firstDate(Map.entry("carrier_detail", "guaranteed_delivery_date")),
                told.firstDate(Map.entry("", "est_delivery_date")));
        return first == null ? null : LocalDate.parse(first);
    }
}
