package dev.waybill.tracking.metrics;

import dev.waybill.events.ShipmentInvoice;
import dev.waybill.tracking.shipment.Limits;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the carrier measured, by its invoice: ounces and inches. */
public record Captured(
        @Nullable BigDecimal weight,
        @Nullable BigDecimal length,
        @Nullable BigDecimal width,
        @Nullable BigDecimal height,
        @Nullable String service) {

    private static final Captured NOTHING = new Captured(null, null, null, null, null);

    static @Nullable Captured of(@Nullable ShipmentInvoice invoice) {
        if (invoice == null) {
            return null;
        }
        Captured captured = new Captured(
                Limits.measure(invoice.getCapturedWeight()),
                Limits.measure(invoice.getCapturedLength()),
                Limits.measure(invoice.getCapturedWidth()),
                Limits.measure(invoice.getCapturedHeight()),
                invoice.getCapturedService());
        return captured.equals(NOTHING) ? null : captured;
    }
}
