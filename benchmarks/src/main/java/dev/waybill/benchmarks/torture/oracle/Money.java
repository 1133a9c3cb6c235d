package dev.waybill.benchmarks.torture.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a shipment cost. Fees are US dollars and stay apart from another currency. */
record Money(
        String currency,
        @Nullable BigDecimal base,
        @Nullable BigDecimal total,
        @Nullable BigDecimal surcharges,
        @Nullable BigDecimal insuranceFee,
        @Nullable BigDecimal fees,
        @Nullable BigDecimal invoiced,
        @Nullable BigDecimal adjustment) {

    static Money of(Told told) {
        JsonNode shipment = Told.orMissing(told.shipment());
        JsonNode rate = shipment.path("selected_rate");
        String currency = Read.any(Read.text(rate, "currency"), "USD");
        boolean dollars = "USD".equals(currency);
        List<JsonNode> fees = fees(told);
        BigDecimal base = Read.money(rate, "rate");
        BigDecimal invoiced = told.invoice() == null ? null : Read.money(told.invoice(), "final_invoice_amount");
        BigDecimal postage = dollars ? sum(fees, "PostageFee"::equals) : null;
        BigDecimal carried = invoiced != null ? invoiced : postage != null ? postage : base;
        BigDecimal others = dollars ? sum(fees, type -> !type.equals("PostageFee")) : null;
        BigDecimal total = carried == null ? null : carried.add(others == null ? BigDecimal.ZERO : others);
        BigDecimal insuranceFee = sum(fees, "InsuranceFee"::equals);
        return new Money(
                currency == null ? "USD" : currency,
                base,
                total,
                surcharges(base, total, dollars ? insuranceFee : null),
                insuranceFee,
                sum(fees, type -> true),
                invoiced,
                told.invoice() == null || invoiced == null
                        ? null
                        : invoiced.subtract(Read.money(told.invoice(), "initially_paid_amount")));
    }

    /** The shipment's, and the tracker's of a type that the shipment does not tell. */
    private static List<JsonNode> fees(Told told) {
        var fees = new ArrayList<JsonNode>();
        Told.orMissing(told.shipment()).path("fees").forEach(fees::add);
        Told.orMissing(told.tracker()).path("fees").forEach(fees::add);
        return fees;
    }

    private static @Nullable BigDecimal sum(List<JsonNode> fees, Predicate<String> types) {
        return fees.stream()
                .filter(fee -> types.test(fee.path("type").stringValue()))
                .map(fee -> fee.path("refunded").booleanValue()
                        ? BigDecimal.ZERO
                        : new BigDecimal(fee.path("amount").stringValue()))
                .reduce(BigDecimal::add)
                .orElse(null);
    }

    private static @Nullable BigDecimal surcharges(
            @Nullable BigDecimal base, @Nullable BigDecimal total, @Nullable BigDecimal insuranceFee) {
        if (base == null || total == null) {
            return null;
        }
        BigDecimal rest = total.subtract(base).subtract(insuranceFee == null ? BigDecimal.ZERO : insuranceFee);
        return rest.max(BigDecimal.ZERO);
    }
}
