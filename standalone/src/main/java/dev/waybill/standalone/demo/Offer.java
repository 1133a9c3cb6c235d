package dev.waybill.standalone.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** A service that a carrier sells from one country to another, or to any other. */
record Offer(Service service, String from, String to, int days, Price price, boolean guaranteed) {

    private static final List<Offer> ALL = Table.read("offers.tsv", Offer::of);
    private static final BigDecimal OUNCES = BigDecimal.valueOf(16);

    record Service(String carrier, String name) {}

    record Price(BigDecimal base, BigDecimal perPound, String currency) {

        BigDecimal of(BigDecimal ounces) {
            return base.add(perPound.multiply(ounces).divide(OUNCES, 2, RoundingMode.HALF_UP));
        }
    }

    /** What a shop is offered for a parcel between two places. */
    static List<Offer> between(Site from, Site to) {
        return ALL.stream().filter(offer -> offer.serves(from, to)).toList();
    }

    String carrier() {
        return service.carrier();
    }

    private boolean serves(Site origin, Site destination) {
        boolean abroad = !origin.country().equals(destination.country());
        return from.equals(origin.country()) && (to.equals(destination.country()) || (to.equals("*") && abroad));
    }

    private static Offer of(String[] fields) {
        return new Offer(
                new Service(fields[0], fields[1]),
                fields[2],
                fields[3],
                Integer.parseInt(fields[4]),
                new Price(new BigDecimal(fields[5]), new BigDecimal(fields[6]), fields[7]),
                fields[8].equals("yes"));
    }
}
