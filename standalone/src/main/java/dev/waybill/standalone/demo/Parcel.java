package dev.waybill.standalone.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A simulated parcel, all decided.
 *
 * @param rates what the shop was offered, the chosen one among them
 * @param scans all that the carrier will ever tell, also what lies in the future
 */
record Parcel(
        int number,
        Ids ids,
        Fate fate,
        Site from,
        Site to,
        Offer offer,
        List<Offer> rates,
        BigDecimal ounces,
        Instant created,
        Instant purchased,
        List<Scan> scans,
        Extras extras) {

    /** What EasyPost calls things. */
    record Ids(String shipment, String tracker, String trackingCode, String user) {}

    /** What else happens to it. */
    record Extras(boolean insured, boolean reinvoiced) {}

    Parcel {
        rates = List.copyOf(rates);
        scans = List.copyOf(scans);
    }

    boolean international() {
        return !from.country().equals(to.country());
    }
}
