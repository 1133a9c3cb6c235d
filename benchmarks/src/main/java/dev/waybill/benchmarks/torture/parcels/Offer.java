package dev.waybill.benchmarks.torture.parcels;

import java.util.List;

/**
 * What a carrier sells.
 *
 * @param carrier as the rate names it
 * @param tracked as the tracker names it
 */
record Offer(String carrier, String tracked, String service, String currency) {

    static final List<Offer> ALL = List.of(
            new Offer("USPS", "USPS", "Priority", "USD"),
            new Offer("USPS", "USPS", "First-Class Package Service", "USD"),
            new Offer("UPSDAP", "UPS", "Ground", "USD"),
            new Offer("UPS", "UPSDAP", "NextDayAir", "USD"),
            new Offer("TorturePost", "TorturePost", "Overnight", "CAD"),
            new Offer("TorturePost", "TorturePost", "Slow", "USD"));
}
