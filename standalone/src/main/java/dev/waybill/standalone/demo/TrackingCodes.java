package dev.waybill.standalone.demo;

import java.util.Locale;

/** Codes that look like the carrier's. */
final class TrackingCodes {

    private TrackingCodes() {}

    static String of(String carrier, Dice dice) {
        return switch (carrier) {
            case "USPS" -> "9400100" + dice.digits(15);
            case "UPS" -> "1Z" + dice.id("").substring(1, 7).toUpperCase(Locale.ROOT) + dice.digits(10);
            case "FedEx" -> "77" + dice.digits(10);
            case "CanadaPost" -> "70" + dice.digits(14);
            default -> dice.digits(10);
        };
    }
}
