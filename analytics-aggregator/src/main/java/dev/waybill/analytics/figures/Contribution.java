package dev.waybill.analytics.figures;

import dev.waybill.events.ShipmentMetrics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one shipment adds to the rollups of its day.
 *
 * @param date when it was shipped
 * @param onTime null when there was no promise or no attempt yet
 * @param cost null when unknown, as is a cost without a currency
 * @param days from label to delivery; null when unknown, and of what was not delivered: a parcel that came back has a last scan too
 */
public record Contribution(
        String mode,
        String carrier,
        String service,
        LocalDate date,
        Outcome outcome,
        @Nullable Boolean onTime,
        int exceptions,
        @Nullable Cost cost,
        @Nullable BigDecimal days,
        Destination destination) {

    private static final String UNKNOWN = "unknown";
    private static final int MAX_NAME = 255;
    private static final BigDecimal MOST_DAYS = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    public Contribution {
        days = days == null || outcome != Outcome.DELIVERED ? null : days.setScale(Sum.SCALE, RoundingMode.HALF_UP);
    }

    /** Money of one currency. */
    public record Cost(String currency, BigDecimal total) {

        public Cost {
            total = total.setScale(Sum.SCALE, RoundingMode.HALF_UP);
        }
    }

    /** Returns what a shipment adds, null when it is not in the rollups. */
    public static @Nullable Contribution of(ShipmentMetrics shipment) {
        if (!shipment.getCounted() || shipment.getShippedOn() == null) {
            return null;
        }
        return new Contribution(
                name(shipment.getMode()),
                name(shipment.getCarrier()),
                name(shipment.getService()),
                shipment.getShippedOn(),
                Outcome.of(shipment.getFinalStatus()),
                shipment.getOnTime(),
                Math.max(0, shipment.getExceptionsCount()),
                cost(shipment.getCurrency(), shipment.getTotalCost()),
                days(shipment.getActualDeliveryDays()),
                new Destination(name(shipment.getDestinationCountry()), name(shipment.getDestinationState())));
    }

    private static @Nullable Cost cost(@Nullable String currency, @Nullable BigDecimal total) {
        return currency == null || total == null || !CURRENCY.matcher(currency).matches()
                ? null
                : new Cost(currency, total);
    }

    /** Days of more digits than a decimal has can be read but not be told, which would stop the fold. */
    private static @Nullable BigDecimal days(@Nullable BigDecimal days) {
        return days == null || days.signum() < 0 || days.compareTo(MOST_DAYS) > 0 ? null : days;
    }

    /** A name of any length becomes part of a key, which has limits. */
    private static String name(@Nullable String told) {
        if (told == null || told.isBlank()) {
            return UNKNOWN;
        }
        return told.length() <= MAX_NAME ? told : told.substring(0, MAX_NAME);
    }
}
