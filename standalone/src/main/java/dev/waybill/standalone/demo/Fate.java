package dev.waybill.standalone.demo;

/** How a simulated parcel ends. */
enum Fate {
    /** Only asked rates for. */
    QUOTE,
    ON_TIME,
    LATE,
    LOST,
    RETURNED,
    /** Its label was never used and the money came back. */
    REFUNDED;

    private static final double QUOTES = 0.04;
    private static final double REFUNDS = 0.04;
    private static final double RETURNS = 0.03;
    private static final double LOSSES = 0.02;

    static Fate thrown(Dice dice, String carrier) {
        if (dice.chance(QUOTES)) {
            return QUOTE;
        }
        if (dice.chance(REFUNDS)) {
            return REFUNDED;
        }
        if (dice.chance(RETURNS)) {
            return RETURNED;
        }
        if (dice.chance(LOSSES)) {
            return LOST;
        }
        return dice.chance(late(carrier)) ? LATE : ON_TIME;
    }

    private static double late(String carrier) {
        return switch (carrier) {
            case "USPS" -> 0.14;
            case "UPS" -> 0.07;
            case "FedEx" -> 0.10;
            case "DHLExpress" -> 0.05;
            default -> 0.17;
        };
    }
}
