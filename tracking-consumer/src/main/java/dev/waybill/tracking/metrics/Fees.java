package dev.waybill.tracking.metrics;

import dev.waybill.events.Fee;
import dev.waybill.events.Insurance;
import dev.waybill.events.Shipment;
import dev.waybill.events.Tracker;
import dev.waybill.tracking.shipment.Limits;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What EasyPost charged for a shipment, in US dollars: the shipment's fees, and those of its insurance and tracker where the shipment
 * does not tell a fee of that type itself. What was given back counts as 0.
 */
record Fees(List<Fee> charged) {

    private static final String POSTAGE = "PostageFee";
    private static final String INSURANCE = "InsuranceFee";

    static Fees of(ShipmentRow row) {
        Shipment shipment = row.shipment();
        Insurance insurance = row.insurance();
        Tracker tracker = row.tracker();
        List<Fee> fees = new ArrayList<>(shipment == null ? List.of() : shipment.getFees());
        add(fees, insurance == null || insurance.getFee() == null ? List.of() : List.of(insurance.getFee()));
        add(fees, tracker == null ? List.of() : tracker.getFees());
        return new Fees(fees.stream()
                .filter(fee -> fee.getCharged() && Limits.amount(fee.getAmount()) != null)
                .toList());
    }

    private static void add(List<Fee> fees, List<Fee> others) {
        List<String> types = fees.stream().map(Fee::getType).toList();
        others.stream().filter(fee -> !types.contains(fee.getType())).forEach(fees::add);
    }

    @Nullable
    BigDecimal total() {
        return kept(type -> true);
    }

    @Nullable
    BigDecimal postage() {
        return kept(POSTAGE::equals);
    }

    @Nullable
    BigDecimal insurance() {
        return kept(INSURANCE::equals);
    }

    @Nullable
    BigDecimal otherThanPostage() {
        return kept(type -> !type.equals(POSTAGE));
    }

    /** What was paid for postage, whether it was given back or not. */
    @Nullable
    BigDecimal postagePaid() {
        return charged.stream()
                .filter(fee -> fee.getType().equals(POSTAGE))
                .map(Fee::getAmount)
                .reduce(BigDecimal::add)
                .orElse(null);
    }

    private @Nullable BigDecimal kept(Predicate<String> types) {
        return charged.stream()
                .filter(fee -> types.test(fee.getType()))
                .map(fee -> fee.getRefunded() ? BigDecimal.ZERO : fee.getAmount())
                .reduce(BigDecimal::add)
                .map(Limits::amount)
                .orElse(null);
    }
}
