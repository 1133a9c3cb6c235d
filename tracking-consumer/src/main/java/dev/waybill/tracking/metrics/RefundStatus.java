package dev.waybill.tracking.metrics;

import dev.waybill.events.Refund;
import dev.waybill.events.Shipment;
import dev.waybill.tracking.shipment.Facet;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a refund stands: the shipment and the refund both tell it, the newer one counts; of one time the one that is further. */
record RefundStatus(String name, Instant at) {

    static final String REFUNDED = "refunded";

    private static final List<String> FURTHER = List.of("submitted", REFUNDED);
    private static final Comparator<RefundStatus> ORDER = Comparator.comparing(RefundStatus::at)
            .thenComparingInt(status -> FURTHER.indexOf(status.name))
            .thenComparing(RefundStatus::name);

    static @Nullable RefundStatus of(ShipmentRow row) {
        Facet<Shipment> told = row.facets().told();
        Facet<Refund> refund = row.facets().refund();
        return Stream.of(
                        told == null ? null : told(told, told.value().getRefundStatus()),
                        refund == null ? null : told(refund, refund.value().getStatus()))
                .<RefundStatus>flatMap(Stream::ofNullable)
                .max(ORDER)
                .orElse(null);
    }

    static boolean isRefunded(ShipmentRow row) {
        RefundStatus status = of(row);
        return status != null && status.name.equals(REFUNDED);
    }

    private static @Nullable RefundStatus told(Facet<?> facet, @Nullable String status) {
        String name = status == null ? "" : status.strip().toLowerCase(Locale.ROOT);
        return name.isEmpty() ? null : new RefundStatus(name, facet.version().getUpdatedAt());
    }
}
