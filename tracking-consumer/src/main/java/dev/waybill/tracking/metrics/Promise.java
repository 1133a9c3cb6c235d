package dev.waybill.tracking.metrics;

import dev.waybill.events.Rate;
import dev.waybill.tracking.shipment.FirstPromise;
import dev.waybill.tracking.shipment.Limits;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * By when the carrier promised delivery: the selected rate's date, else the label's date and the rate's days, either moved by the shop's
 * delay in handing the parcel over; else the carrier's first guarantee, else its first estimate, as they are.
 */
final class Promise {

    private Promise() {}

    static @Nullable LocalDate of(ShipmentRow row, History history) {
        LocalDate rated = rated(row, history);
        if (rated != null) {
            return rated;
        }
        FirstPromise guarantee = row.firstPromises().guarantee();
        FirstPromise told = guarantee == null ? row.firstPromises().estimate() : guarantee;
        return told == null ? null : told.date();
    }

    /** The days to delivery that the selected rate promises. */
    static @Nullable Integer deliveryDays(ShipmentRow row) {
        Rate rate = Names.rate(row);
        return rate == null ? null : Limits.days(rate.getDeliveryDays());
    }

    private static @Nullable LocalDate rated(ShipmentRow row, History history) {
        Rate rate = Names.rate(row);
        LocalDate date = rate == null ? null : Limits.date(rate.getDeliveryDate());
        Integer days = deliveryDays(row);
        Instant label = Names.labelDate(row);
        if (label == null) {
            return date;
        }
        LocalDate labelled = Moment.utcDate(label);
        long delay = delay(labelled, history);
        if (date != null) {
            return Limits.date(BusinessDays.plus(date, delay));
        }
        return days == null ? null : Limits.date(BusinessDays.plus(labelled, days + delay));
    }

    /** The shop's: the business days from the label to the first scan in transit. */
    private static long delay(LocalDate labelled, History history) {
        Moment accepted = history.firstInTransit();
        return accepted == null ? 0 : BusinessDays.between(labelled, accepted.date());
    }
}
