package dev.waybill.tracking.metrics;

import dev.waybill.events.Insurance;
import dev.waybill.events.Shipment;
import dev.waybill.tracking.shipment.Facet;
import dev.waybill.tracking.shipment.Limits;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The insured value in US dollars. The shipment and its insurance both tell it: the newer one counts, of one time the insurance. An
 * insurance that failed or was cancelled insures nothing; a shipment that tells none says nothing.
 */
final class Insured {

    private static final Set<String> VOID = Set.of("failed", "cancelled", "canceled");

    private Insured() {}

    static @Nullable BigDecimal value(ShipmentRow row) {
        Facet<Shipment> told = row.facets().told();
        Facet<Insurance> insurance = row.facets().insurance();
        BigDecimal toldValue = told == null ? null : Limits.amount(told.value().getInsurance());
        if (insurance == null || told == null) {
            return insurance == null ? toldValue : value(insurance.value());
        }
        boolean toldLater =
                told.version().getUpdatedAt().isAfter(insurance.version().getUpdatedAt());
        return toldLater && toldValue != null ? toldValue : value(insurance.value());
    }

    private static @Nullable BigDecimal value(Insurance insurance) {
        String status =
                insurance.getStatus() == null ? "" : insurance.getStatus().strip();
        return VOID.contains(status.toLowerCase(Locale.ROOT)) ? null : Limits.amount(insurance.getAmount());
    }
}
