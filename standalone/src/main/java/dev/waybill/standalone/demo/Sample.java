package dev.waybill.standalone.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A parcel's life that is asked for by its name. */
public enum Sample {
    QUOTE("quote"),
    IN_TRANSIT("in-transit"),
    DELIVERED("delivered"),
    DELIVERED_LATE("delivered-late"),
    LOST("lost"),
    RETURNED("returned"),
    REFUNDED("refunded"),
    REINVOICED("re-invoiced");

    private final String text;

    Sample(String text) {
        this.text = text;
    }

    /** Returns the names of all. */
    public static List<String> names() {
        return Arrays.stream(values()).map(sample -> sample.text).toList();
    }

    /** Returns the one with a name. */
    public static Optional<Sample> named(String name) {
        return Arrays.stream(values())
                .filter(sample -> sample.text.equals(name))
                .findFirst();
    }

    /** Whether that is what is told of a parcel by now. */
    boolean is(Emission emission) {
        Fate fate = emission.fate();
        return switch (this) {
            case QUOTE -> fate == Fate.QUOTE;
            case IN_TRANSIT ->
                fate == Fate.ON_TIME && emission.lastStatusOf("Tracker").equals("in_transit");
            case DELIVERED ->
                fate == Fate.ON_TIME && emission.lastStatusOf("Tracker").equals("delivered");
            case DELIVERED_LATE ->
                fate == Fate.LATE && emission.lastStatusOf("Tracker").equals("delivered");
            case LOST -> fate == Fate.LOST && emission.lastStatusOf("Tracker").equals("failure");
            case RETURNED ->
                fate == Fate.RETURNED
                        && emission.isTold()
                        && emission.lastStatusOf("Tracker").equals("return_to_sender");
            case REFUNDED -> emission.lastStatusOf("Refund").equals("refunded");
            case REINVOICED -> emission.lastStatusOf("ShipmentInvoice").equals("settled");
        };
    }
}
