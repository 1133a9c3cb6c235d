package dev.waybill.tracking.metrics;

import static dev.waybill.tracking.shipment.Events.fee;
import static dev.waybill.tracking.shipment.Events.money;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.Fee;
import dev.waybill.events.Rate;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.tracking.shipment.Events;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

class CostsTest {

    private final Events shipment = Events.ofSomeShipment();

    @Test
    void withoutFeesTheRateIsTheCost() {
        ShipmentMetrics metrics = metrics(shipment.purchased("2026-03-02T09:00:00Z", rate -> rate));

        assertThat(metrics.getCurrency()).isEqualTo("USD");
        assertThat(metrics.getBaseRate()).isEqualByComparingTo("5.93");
        assertThat(metrics.getTotalCost()).isEqualByComparingTo("5.93");
        assertThat(metrics.getSurcharges()).isEqualByComparingTo("0");
        assertThat(metrics.getFeesTotal()).isNull();
        assertThat(metrics.getInsuranceCost()).isNull();
        assertThat(metrics.getAdjustment()).isNull();
    }

    /** 6.10 postage + 0.02 label + 0.50 insurance = 6.62; less the rate of 5.93 and the insurance: 0.19. */
    @Test
    void feesAreWhatWasPaid() {
        ShipmentMetrics metrics = metrics(
                bought(rate -> rate, fee("PostageFee", "6.10"), fee("LabelFee", "0.02"), fee("InsuranceFee", "0.50")));

        assertThat(metrics.getTotalCost()).isEqualByComparingTo("6.62");
        assertThat(metrics.getFeesTotal()).isEqualByComparingTo("6.62");
        assertThat(metrics.getInsuranceCost()).isEqualByComparingTo("0.50");
        assertThat(metrics.getSurcharges()).isEqualByComparingTo("0.19");
    }

    @Test
    void feesGivenBackAreNoCost() {
        ShipmentMetrics metrics =
                metrics(bought(rate -> rate, Events.refunded(fee("PostageFee", "5.93")), fee("LabelFee", "0.02")));

        assertThat(metrics.getTotalCost()).isEqualByComparingTo("0.02");
        assertThat(metrics.getFeesTotal()).isEqualByComparingTo("0.02");
        assertThat(metrics.getSurcharges()).isEqualByComparingTo("0");
    }

    /** 9.43 invoiced + 0.02 label; 9.43 less 5.93 paid first is 3.50; 9.45 less 5.93 is 3.52. */
    @Test
    void theFinalInvoiceReplacesThePostage() {
        ShipmentMetrics metrics = metrics(
                bought(rate -> rate, fee("PostageFee", "5.93"), fee("LabelFee", "0.02")),
                shipment.invoiced(
                        "2026-03-20T00:00:00Z",
                        invoice -> invoice.setCurrency("USD")
                                .setInitiallyPaidAmount(money("5.93"))
                                .setFinalInvoiceAmount(money("9.43"))));

        assertThat(metrics.getTotalCost()).isEqualByComparingTo("9.45");
        assertThat(metrics.getAdjustment()).isEqualByComparingTo("3.50");
        assertThat(metrics.getSurcharges()).isEqualByComparingTo("3.52");
    }

    @Test
    void anInvoiceMayBeLowerThanWhatWasPaid() {
        ShipmentMetrics metrics = metrics(
                bought(rate -> rate, fee("PostageFee", "5.93")),
                shipment.invoiced("2026-03-20T00:00:00Z", invoice -> invoice.setFinalInvoiceAmount(money("5.00"))));

        assertThat(metrics.getTotalCost()).isEqualByComparingTo("5.00");
        assertThat(metrics.getAdjustment()).isEqualByComparingTo("-0.93");
        assertThat(metrics.getSurcharges()).isEqualByComparingTo("0");
    }

    @Test
    void feesInDollarsAreNotAddedToARateInAnotherCurrency() {
        ShipmentMetrics metrics =
                metrics(bought(CostsTest::canadian, fee("PostageFee", "15.00"), fee("InsuranceFee", "0.50")));

        assertThat(metrics.getCurrency()).isEqualTo("CAD");
        assertThat(metrics.getTotalCost()).isEqualByComparingTo("20.00");
        assertThat(metrics.getSurcharges()).isEqualByComparingTo("0");
        assertThat(metrics.getFeesTotal()).isEqualByComparingTo("15.50");
        assertThat(metrics.getInsuranceCost()).isEqualByComparingTo("0.50");
    }

    @Test
    void anInvoiceInAnotherCurrencyStaysApart() {
        ShipmentEvent invoice = shipment.invoiced(
                "2026-03-20T00:00:00Z",
                told -> told.setCurrency("USD")
                        .setInitiallyPaidAmount(money("15.00"))
                        .setFinalInvoiceAmount(money("18.00")));
        ShipmentMetrics metrics = metrics(bought(CostsTest::canadian), invoice);
        DerivedColumns.Money columns = DerivedColumns.of(shipment.row(bought(CostsTest::canadian), invoice))
                .money();

        assertThat(metrics.getTotalCost()).isEqualByComparingTo("20.00");
        assertThat(metrics.getAdjustment()).isNull();
        assertThat(columns.currency()).isEqualTo("CAD");
        assertThat(columns.invoiceAmount()).isEqualByComparingTo("18.00");
        assertThat(columns.invoiceCurrency()).isEqualTo("USD");
        assertThat(columns.adjustmentAmount()).isEqualByComparingTo("3.00");
    }

    @Test
    void theFeeOfAnInsuranceCountsOnce() {
        ShipmentEvent insured = shipment.insured(
                "2026-03-02T10:00:00Z",
                insurance -> insurance.setAmount(money("100")).setFee(fee("InsuranceFee", "1.00")));

        assertThat(metrics(bought(rate -> rate), insured).getTotalCost()).isEqualByComparingTo("6.93");
        assertThat(metrics(bought(rate -> rate, fee("InsuranceFee", "1.00")), insured)
                        .getTotalCost())
                .isEqualByComparingTo("6.93");
    }

    @Test
    void aNegativeRateIsUnknown() {
        ShipmentMetrics metrics = metrics(bought(rate -> rate.setRate(money("-5.93"))));

        assertThat(metrics.getBaseRate()).isNull();
        assertThat(metrics.getTotalCost()).isNull();
        assertThat(metrics.getCurrency()).isNull();
        assertThat(metrics.getSurcharges()).isNull();
    }

    @Test
    void theNewerTellingOfTheInsuredValueCounts() {
        ShipmentEvent told = shipment.told("2026-03-02T09:00:00Z", with -> with.setInsurance(money("50")));
        ShipmentEvent later = shipment.told("2026-03-04T09:00:00Z", with -> with.setInsurance(money("70")));
        ShipmentEvent silent = shipment.told("2026-03-04T09:00:00Z", with -> with);
        ShipmentEvent insured =
                shipment.insured("2026-03-03T09:00:00Z", insurance -> insurance.setAmount(money("100")));
        ShipmentEvent cancelled = shipment.insured(
                "2026-03-03T10:00:00Z",
                insurance -> insurance.setAmount(money("100")).setStatus("cancelled"));

        assertThat(Insured.value(shipment.row(told))).isEqualByComparingTo("50");
        assertThat(Insured.value(shipment.row(told, insured))).isEqualByComparingTo("100");
        assertThat(Insured.value(shipment.row(later, insured))).isEqualByComparingTo("70");
        assertThat(Insured.value(shipment.row(silent, insured))).isEqualByComparingTo("100");
        assertThat(Insured.value(shipment.row(told, insured, cancelled))).isNull();
    }

    private static Rate.Builder canadian(Rate.Builder rate) {
        return rate.setRate(money("20.00")).setCurrency("CAD");
    }

    private ShipmentEvent bought(UnaryOperator<Rate.Builder> rate, Fee... fees) {
        return shipment.told(
                "2026-03-02T09:00:00Z",
                told -> Events.purchase(told, "2026-03-02T09:00:00Z", rate).setFees(List.of(fees)));
    }

    private ShipmentMetrics metrics(SpecificRecordBase... events) {
        return Metrics.of(shipment.row(events), 1);
    }
}
