package dev.waybill.benchmarks.torture.parcels;

import java.util.List;

/** A place where parcels come from or go to. */
record Place(String city, String state, String zip, String country) {

    static final List<Place> ALL = List.of(
            new Place("San Francisco", "CA", "94104", "US"),
            new Place("Austin", "TX", "78701", "US"),
            new Place("Portland", "OR", "97205", "US"),
            new Place("Chicago", "IL", "60601", "US"),
            new Place("Toronto", "ON", "M5V 2T6", "CA"),
            new Place("Vancouver", "BC", "V6B 1A1", "CA"));
}
