package dev.waybill.tracking.metrics;

import dev.waybill.events.Shipment;
import dev.waybill.tracking.shipment.Limits;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a shipment took from one point to the next; null where a point is unknown or comes before the one it follows. */
record Transit(
        @Nullable Long creationToPurchaseSeconds,
        @Nullable Long labelToFirstScanSeconds,
        @Nullable Long firstScanToDeliverySeconds,
        @Nullable BigDecimal actualDeliveryDays,
        @Nullable BigDecimal transitDays,
        @Nullable BigDecimal transitBusinessDays) {

    private static final BigDecimal MILLIS_A_DAY =
            BigDecimal.valueOf(Duration.ofDays(1).toMillis());
    private static final int SCALE = 5;

    static Transit of(ShipmentRow row, History history) {
        Shipment shipment = row.shipment();
        Instant created = shipment == null ? null : Limits.time(shipment.getCreatedAt());
        Instant label = Names.labelDate(row);
        Instant first = at(history.firstInTransit());
        Instant delivered = at(history.lastDelivered());
        Duration transit = between(first, delivered);
        return new Transit(
                seconds(between(created, label)),
                seconds(between(label, first)),
                seconds(transit),
                days(between(label, delivered)),
                days(transit),
                transit == null || first == null || delivered == null
                        ? null
                        : days(BusinessDays.between(first, delivered)));
    }

    private static @Nullable Instant at(@Nullable Moment moment) {
        return moment == null ? null : moment.at();
    }

    private static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null || to.isBefore(from) ? null : Duration.between(from, to);
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    private static @Nullable BigDecimal days(@Nullable Duration duration) {
        return duration == null
                ? null
                : BigDecimal.valueOf(duration.toMillis()).divide(MILLIS_A_DAY, SCALE, RoundingMode.HALF_UP);
    }
}
