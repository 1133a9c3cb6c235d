package dev.waybill.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** The scans of a parcel from its label to its end, in the order of time. */
final class Journey {

    private final Dice dice;
    private final Offer offer;
    private final Site from;
    private final Site to;
    private final List<Scan> scans = new ArrayList<>();

    private Journey(Dice dice, Offer offer, Site from, Site to) {
        this.dice = dice;
        this.offer = offer;
        this.from = from;
        this.to = to;
    }

    static List<Scan> of(Dice dice, Fate fate, Offer offer, Route route) {
        var journey = new Journey(dice, offer, route.from(), route.to());
        if (fate != Fate.QUOTE) {
            journey.label(route.purchased());
        }
        if (fate != Fate.QUOTE && fate != Fate.REFUNDED) {
            journey.travel(fate, route.purchased());
        }
        return List.copyOf(journey.scans);
    }

    /** From where to where, and when its label was bought. */
    record Route(Site from, Site to, Instant purchased) {}

    private void label(Instant purchased) {
        scan(purchased.plus(dice.minutes(2, 20)), from, "pre_transit", "label_created", "Shipping label created", "OC");
    }

    private void travel(Fate fate, Instant purchased) {
        Instant pickup = pickup(purchased);
        scan(pickup, from, "in_transit", "arrived_at_facility", "Picked up", "PU");
        Instant arrived = pickup.plus(dice.minutes(25, 80));
        scan(arrived, from, "in_transit", "arrived_at_facility", "Arrived at origin facility", "AR");
        Instant departed = arrived.plus(dice.minutes(25, 80));
        scan(departed, from, "in_transit", "departed_facility", "Departed origin facility", "DP");
        LocalDate lastDay = lastDay(fate, pickup);
        Instant outForDelivery = at(lastDay, to, 6, 8);
        between(fate, departed, outForDelivery);
        switch (fate) {
            case LOST -> lose(departed);
            case RETURNED -> bringBack(outForDelivery, lastDay);
            default -> deliver(outForDelivery, lastDay);
        }
    }

    /** In the afternoon of the day of the label, or of a later one when the shop is slow. */
    private Instant pickup(Instant purchased) {
        var bought = purchased.atZone(from.zone());
        boolean sameDay = bought.toLocalTime().isBefore(LocalTime.of(14, 0)) && dice.chance(0.7);
        LocalDate day = bought.toLocalDate().plusDays(sameDay ? 0 : dice.chance(0.85) ? 1 : 2);
        return at(Workdays.onOrAfter(day), from, 15, 19);
    }

    private LocalDate lastDay(Fate fate, Instant pickup) {
        LocalDate day = pickup.atZone(from.zone()).toLocalDate();
        int early = offer.days() > 2 && dice.chance(0.3) ? 1 : 0;
        return Workdays.after(day, fate == Fate.LATE ? offer.days() + dice.between(1, 4) : offer.days() - early);
    }

    private void between(Fate fate, Instant departed, Instant outForDelivery) {
        boolean abroad = !from.country().equals(to.country());
        int stops = Math.min(4, Math.max(1, offer.days() / 2)) + (abroad ? 1 : 0);
        Duration step = Duration.between(departed, outForDelivery).dividedBy(stops + 1L);
        for (int stop = 1; stop <= stops; stop++) {
            Instant time = departed.plus(step.multipliedBy(stop)).minus(step.dividedBy(dice.between(4, 9)));
            boolean last = stop == stops;
            Site hub = last ? to : dice.oneOf(Site.homes(from.country()));
            if (abroad && last) {
                scan(time, to, "in_transit", "status_update", "Clearance processing complete", "CC");
            } else if (fate == Fate.LATE && stop == Math.max(1, stops - 1)) {
                delay(time, hub);
            } else {
                scan(time, hub, "in_transit", "arrived_at_facility", "Arrived at facility", "AR");
            }
        }
    }

    private void delay(Instant time, Site hub) {
        switch (dice.between(0, 2)) {
            case 0 -> scan(time, hub, "in_transit", "weather_delay", "Delayed by weather", "DY");
            case 1 -> scan(time, hub, "in_transit", "missorted", "Sent to the wrong facility", "MS");
            default -> scan(time, hub, "in_transit", "delayed", "Delayed in transit", "DY");
        }
    }

    private void deliver(Instant outForDelivery, LocalDate day) {
        scan(outForDelivery, to, "out_for_delivery", "out_for_delivery", "Out for delivery", "OD");
        Instant visit = at(day, to, 9, 18);
        if (dice.chance(0.05)) {
            scan(visit, to, "in_transit", "delivery_exception", "Delivery attempted, nobody there", "DE");
            LocalDate next = Workdays.after(day, 1);
            scan(at(next, to, 6, 8), to, "out_for_delivery", "out_for_delivery", "Out for delivery", "OD");
            visit = at(next, to, 9, 18);
        }
        scan(visit, to, "delivered", "arrived_at_destination", "Delivered", "DL");
    }

    private void bringBack(Instant outForDelivery, LocalDate day) {
        scan(outForDelivery, to, "out_for_delivery", "out_for_delivery", "Out for delivery", "OD");
        scan(at(day, to, 9, 18), to, "in_transit", "refused", "Refused by the recipient", "DE");
        LocalDate back = Workdays.after(day, 1);
        scan(at(back, to, 9, 12), to, "return_to_sender", "return", "Returning to the sender", "RS");
        LocalDate home = Workdays.after(back, offer.days());
        scan(at(home, from, 9, 16), from, "return_to_sender", "return", "Returned to the sender", "RD");
    }

    /** What came after the last place it was seen at never happened. */
    private void lose(Instant departed) {
        scans.removeIf(scan -> scan.at().isAfter(departed));
        Scan last = scans.get(scans.size() - 1);
        scan(
                last.at().plus(Duration.ofDays(dice.between(7, 10))),
                last.site(),
                "failure",
                "lost",
                "Declared lost",
                "LO");
    }

    private Instant at(LocalDate day, Site site, int fromHour, int toHour) {
        int seconds = dice.between(fromHour * 3600, toHour * 3600);
        return day.atTime(LocalTime.ofSecondOfDay(seconds)).atZone(site.zone()).toInstant();
    }

    private void scan(Instant at, Site site, String status, String detail, String message, String code) {
        scans.add(new Scan(at, site, status, detail, message, offer.carrier().equals("USPS") ? "" : code));
    }
}
