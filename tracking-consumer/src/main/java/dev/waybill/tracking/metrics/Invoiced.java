package dev.waybill.tracking.metrics;

import dev.waybill.events.Rate;
import dev.waybill.events.ShipmentInvoice;
import dev.waybill.tracking.shipment.Limits;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the carrier billed in the end.
 *
 * @param currency the invoice's, else the selected rate's, else US dollars; of both amounts; null without an invoice
 * @param adjustment the final invoice less what was paid first: what the invoice says of that, else the postage fee or rate
 */
record Invoiced(
        @Nullable String currency,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal adjustment) {

    static Invoiced of(ShipmentRow row, Fees fees) {
        ShipmentInvoice invoice = row.invoice();
        if (invoice == null) {
            return new Invoiced(null, null, null);
        }
        Rate rate = Names.rate(row);
        String rateCurrency = rate == null ? null : Limits.currency(rate.getCurrency());
        String told = Limits.currency(invoice.getCurrency());
        String currency = told != null ? told : rateCurrency != null ? rateCurrency : Costs.DOLLAR;
        BigDecimal amount = Limits.amount(invoice.getFinalInvoiceAmount());
        return new Invoiced(currency, amount, adjustment(invoice, amount, paid(row, fees, currency)));
    }

    private static @Nullable BigDecimal adjustment(
            ShipmentInvoice invoice, @Nullable BigDecimal amount, @Nullable BigDecimal paid) {
        BigDecimal first = Limits.amount(invoice.getInitiallyPaidAmount());
        BigDecimal told = Limits.difference(invoice.getAdjustmentAmount());
        if (amount != null && first != null) {
            return amount.subtract(first);
        }
        if (told != null) {
            return told;
        }
        return amount == null || paid == null ? null : Limits.difference(amount.subtract(paid));
    }

    private static @Nullable BigDecimal paid(ShipmentRow row, Fees fees, String currency) {
        BigDecimal postage = fees.postagePaid();
        if (postage != null && currency.equals(Costs.DOLLAR)) {
            return postage;
        }
        Rate rate = Names.rate(row);
        return rate != null && currency.equals(Limits.currency(rate.getCurrency()))
                ? Limits.amount(rate.getRate())
                : null;
    }
}
