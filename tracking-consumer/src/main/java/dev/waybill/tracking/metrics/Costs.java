package dev.waybill.tracking.metrics;

import dev.waybill.events.Rate;
import dev.waybill.tracking.shipment.Limits;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a shipment cost. Money is never added across currencies: EasyPost's fees are US dollars and stay apart with another currency, and
 * so does an invoice in another currency than the rate's.
 *
 * @param currency of base, total, surcharges and adjustment
 * @param base the selected rate
 * @param total the carrier's final invoice, else the postage fee, else the selected rate; plus the other fees kept
 * @param surcharges total less base and insurance, 0 when none
 * @param adjustment final invoice less what was paid first
 */
record Costs(
        String currency,
        @Nullable BigDecimal base,
        @Nullable BigDecimal total,
        @Nullable BigDecimal surcharges,
        @Nullable BigDecimal adjustment) {

    static final String DOLLAR = "USD";

    static Costs of(ShipmentRow row, Fees fees) {
        Rate rate = Names.rate(row);
        Invoiced invoiced = Invoiced.of(row, fees);
        BigDecimal base = rate == null ? null : Limits.amount(rate.getRate());
        String currency = currency(rate, invoiced);
        boolean dollars = currency.equals(DOLLAR);
        boolean comparable = currency.equals(invoiced.currency());
        BigDecimal postage = dollars ? first(fees.postage(), base) : base;
        BigDecimal carried = comparable ? first(invoiced.amount(), postage) : postage;
        BigDecimal total = carried == null ? null : plus(carried, dollars ? fees.otherThanPostage() : null);
        return new Costs(
                currency,
                base,
                total,
                surcharges(base, total, dollars ? fees.insurance() : null),
                comparable ? invoiced.adjustment() : null);
    }

    boolean isKnown() {
        return base != null || total != null || adjustment != null;
    }

    private static String currency(@Nullable Rate rate, Invoiced invoiced) {
        String currency = rate == null ? invoiced.currency() : Limits.currency(rate.getCurrency());
        return currency == null ? DOLLAR : currency;
    }

    private static @Nullable BigDecimal surcharges(
            @Nullable BigDecimal base, @Nullable BigDecimal total, @Nullable BigDecimal insurance) {
        if (base == null || total == null) {
            return null;
        }
        BigDecimal rest = total.subtract(base);
        return (insurance == null ? rest : rest.subtract(insurance)).max(BigDecimal.ZERO.setScale(base.scale()));
    }

    private static @Nullable BigDecimal plus(BigDecimal amount, @Nullable BigDecimal other) {
        return other == null ? amount : Limits.amount(amount.add(other));
    }

    private static @Nullable BigDecimal first(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other : one;
    }
}
