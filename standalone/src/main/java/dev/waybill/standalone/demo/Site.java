package dev.waybill.standalone.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** A place with its clock. */
record Site(String city, String state, String zip, String country, ZoneId zone) {

    private static final int WAREHOUSES = 8;
    private static final List<Site> ALL = Table.read("places.tsv", Site::of);

    static List<Site> warehouses(String country) {
        return ALL.subList(0, WAREHOUSES).stream()
                .filter(site -> site.country.equals(country))
                .toList();
    }

    static List<Site> homes(String country) {
        return ALL.subList(WAREHOUSES, ALL.size()).stream()
                .filter(site -> site.country.equals(country))
                .toList();
    }

    /** Where a parcel from that country may go beyond its border. */
    static List<Site> abroad(String country) {
        return ALL.subList(WAREHOUSES, ALL.size()).stream()
                .filter(site -> !site.country.equals(country))
                .filter(site -> country.equals("US") || site.country.equals("US"))
                .toList();
    }

    /** The time on the wall there, labelled Z: what carriers write and EasyPost passes on. */
    String wallClock(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS)
                .atZone(zone)
                .toLocalDateTime()
                .toInstant(ZoneOffset.UTC)
                .toString();
    }

    /** Where a scan was made. */
    ObjectNode trackingLocation() {
        return Json.object(
                "object",
                "TrackingLocation",
                "city",
                city.toUpperCase(Locale.ROOT),
                "state",
                state.isEmpty() ? null : state,
                "country",
                country,
                "zip",
                zip);
    }

    /** As carriers write it in a line. */
    String line() {
        return (city + " " + state).strip().toUpperCase(Locale.ROOT) + ", " + zip;
    }

    private static Site of(String[] fields) {
        return new Site(fields[0], fields[1], fields[2], fields[3], ZoneId.of(fields[4]));
    }
}
