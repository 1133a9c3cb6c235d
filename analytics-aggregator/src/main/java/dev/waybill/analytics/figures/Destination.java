package dev.waybill.analytics.figures;

import java.util.Comparator;

/** Where a shipment goes. */
public record Destination(String country, String state) implements Comparable<Destination> {

    private static final Comparator<Destination> BY_NAME =
            Comparator.comparing(Destination::country).thenComparing(Destination::state);

    @Override
    public int compareTo(Destination other) {
        return BY_NAME.compare(this, other);
    }
}
