package dev.waybill.tracking.metrics;

import dev.waybill.events.CarrierDetail;
import dev.waybill.events.Tracker;
import dev.waybill.tracking.shipment.Limits;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether a promise was kept.
 *
 * @param promised by when
 * @param attempted the first attempt or the delivery, whichever is earlier
 * @param onTime attempted by then; false also when it failed without an attempt; null without a promise, or while neither is known
 * @param daysLate calendar days from the promise to the attempt, 0 when on time
 */
record Punctuality(
        @Nullable LocalDate promised,
        @Nullable LocalDate attempted,
        @Nullable Boolean onTime,
        @Nullable Integer daysLate) {

    static Punctuality of(ShipmentRow row, History history, Status status) {
        LocalDate promised = Promise.of(row, history);
        LocalDate attempted = attempted(row, history);
        if (promised == null) {
            return new Punctuality(null, attempted, null, null);
        }
        if (attempted == null) {
            return new Punctuality(promised, null, status.isFailed() ? false : null, null);
        }
        long late = Math.max(0, ChronoUnit.DAYS.between(promised, attempted));
        return new Punctuality(promised, attempted, late == 0, Math.toIntExact(late));
    }

    private static @Nullable LocalDate attempted(ShipmentRow row, History history) {
        Moment attempt = attempt(row.tracker());
        Moment delivery = history.lastDelivered();
        if (attempt == null || delivery == null) {
            return attempt != null ? attempt.date() : delivery != null ? delivery.date() : null;
        }
        return delivery.at().isBefore(attempt.at()) ? delivery.date() : attempt.date();
    }

    private static @Nullable Moment attempt(@Nullable Tracker tracker) {
        CarrierDetail detail = tracker == null ? null : tracker.getCarrierDetail();
        Instant at = detail == null ? null : Limits.time(detail.getInitialDeliveryAttempt());
        return detail == null || at == null ? null : Moment.of(at, detail.getInitialDeliveryAttemptTold());
    }
}
