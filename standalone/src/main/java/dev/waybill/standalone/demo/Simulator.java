package dev.waybill.standalone.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Parcels of the last 30 days: five carriers, domestic and international, with late, lost, returned, refunded and re-invoiced ones.
 * The same seed, count and time give the same messages, byte for byte. The messages are in the order in which they are sent, which is
 * nearly that of the story: a few webhooks come late or twice, as EasyPost's do.
 */
final class Simulator {

    private static final int DAYS = 30;
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int LEAST_RATES = 3;
    private static final int MOST_THROWS = 10_000;

    private final Dice dice;
    private final Instant now;
    private final String user;

    private Simulator(long seed, Instant now) {
        this.dice = new Dice(new SplittableRandom(seed));
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.user = dice.id("user");
    }

    static List<Message> messages(long seed, int count, Instant now) {
        var simulator = new Simulator(seed, now);
        return simulator.parcels(count).stream()
                .flatMap(parcel -> Story.of(parcel, simulator.dice.split(), simulator.now).stream())
                .sorted(Comparator.comparing(Message::at))
                .toList();
    }

    /** Returns the first of a seed's parcels that lives as a sample says, and what is told of it. */
    static Emission sample(Sample sample, long seed, Instant now) {
        var simulator = new Simulator(seed, now);
        return IntStream.rangeClosed(1, MOST_THROWS)
                .mapToObj(number -> simulator.emission(simulator.parcel(number, simulator.dice.split())))
                .filter(sample::is)
                .findFirst()
                .orElseThrow();
    }

    private Emission emission(Parcel parcel) {
        return new Emission(
                parcel,
                Story.of(parcel, dice.split(), now).stream()
                        .sorted(Comparator.comparing(Message::at))
                        .map(Message::inTestMode)
                        .toList());
    }

    private List<Parcel> parcels(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> parcel(number, dice.split()))
                .toList();
    }

    private Parcel parcel(int number, Dice throwing) {
        boolean canada = throwing.chance(0.15);
        String country = canada ? "CA" : "US";
        Site from = throwing.oneOf(Site.warehouses(country));
        Site to = throwing.oneOf(throwing.chance(canada ? 0.3 : 0.22) ? Site.abroad(country) : Site.homes(country));
        List<Offer> offers = Offer.between(from, to);
        Offer offer = chosen(throwing, offers);
        Fate fate = Fate.thrown(throwing, offer.carrier());
        Instant created = now.minus(Duration.ofMinutes(throwing.between(10, DAYS * MINUTES_A_DAY)))
                .truncatedTo(ChronoUnit.SECONDS);
        Instant purchased = created.plusSeconds(throwing.between(20, 500));
        List<Scan> scans = Journey.of(throwing, fate, offer, new Journey.Route(from, to, purchased));
        var ids = new Parcel.Ids(
                throwing.id("shp"), throwing.id("trk"), TrackingCodes.of(offer.carrier(), throwing), user);
        var extras = new Parcel.Extras(throwing.chance(0.15), throwing.chance(0.08));
        BigDecimal ounces = BigDecimal.valueOf(throwing.between(25, 1600), 1);
        return new Parcel(
                number,
                ids,
                fate,
                from,
                to,
                offer,
                rates(throwing, offers, offer),
                ounces,
                created,
                purchased,
                scans,
                extras);
    }

    /** The carrier first, USPS more often than the others, then mostly its cheapest. */
    private static Offer chosen(Dice throwing, List<Offer> offers) {
        List<String> carriers = offers.stream().map(Offer::carrier).distinct().toList();
        String carrier = throwing.chance(0.2) ? carriers.get(0) : throwing.oneOf(carriers);
        List<Offer> own =
                offers.stream().filter(offer -> offer.carrier().equals(carrier)).toList();
        return throwing.chance(0.5) ? own.get(0) : throwing.oneOf(own);
    }

    private static List<Offer> rates(Dice throwing, List<Offer> offers, Offer chosen) {
        var rates = new ArrayList<>(offers);
        int wanted = throwing.between(LEAST_RATES, Math.max(LEAST_RATES, offers.size()));
        while (rates.size() > wanted) {
            Offer dropped = throwing.oneOf(rates);
            if (!dropped.equals(chosen)) {
                rates.remove(dropped);
            }
        }
        return rates;
    }
}
