package dev.waybill.benchmarks.torture.parcels;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Many parcels' webhooks as they arrive: mixed, some twice, some long after what came later. */
public final class Parcels {

    private static final int MIX = 400;
    private static final int LATE = 4_000;

    private Parcels() {}

    /** Returns the webhooks of so many parcels in the order in which they are sent. */
    public static List<Webhook> webhooks(long seed, int parcels, Instant now) {
        var dice = new SplittableRandom(seed);
        var places = new ArrayList<Arrival>();
        int sent = 0;
        for (int number = 0; number < parcels; number++) {
            for (Webhook webhook : new Story(dice.split(), number, now).webhooks()) {
                places.add(new Arrival(sent + delay(dice), webhook));
                if (dice.nextInt(5) == 0) {
                    places.add(new Arrival(sent + delay(dice), webhook));
                }
                sent++;
            }
        }
        return places.stream()
                .sorted(Comparator.comparingLong(Arrival::place))
                .map(Arrival::webhook)
                .toList();
    }

    private static int delay(SplittableRandom dice) {
        return dice.nextInt(dice.nextInt(20) == 0 ? LATE : MIX);
    }

    private record Arrival(long place, Webhook webhook) {}
}
