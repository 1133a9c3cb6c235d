package dev.waybill.analytics.topology;

import dev.waybill.analytics.figures.Contribution;
import java.time.LocalDate;
import java.util.List;

/** The key of carrier-performance: a service of a carrier on a day. Its text is what the topic catalogue says. */
record CarrierKey(String mode, String carrier, String service, LocalDate date) {

    static CarrierKey of(Contribution shipment) {
        return new CarrierKey(shipment.mode(), shipment.carrier(), shipment.service(), shipment.date());
    }

    static CarrierKey parse(String text) {
        List<String> parts = KeyText.parts(text);
        return new CarrierKey(parts.get(0), parts.get(1), parts.get(2), LocalDate.parse(parts.get(3)));
    }

    @Override
    public String toString() {
        return KeyText.of(mode, carrier, service, date);
    }
}
