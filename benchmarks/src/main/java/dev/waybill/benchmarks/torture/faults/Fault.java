package dev.waybill.benchmarks.torture.faults;

import java.util.SplittableRandom;

/** One thing that goes wrong. */
public sealed interface Fault
        permits KilledServices,
                KilledBroker,
                KilledPostgres,
                AwayPostgres,
                FullDisk,
                FrozenTracking,
                FrozenAnalytics,
                WrongClock,
                Poison {

    /** Lets it happen and puts it right. */
    Outcome inject(Ground ground, SplittableRandom dice) throws Exception;

    /**
     * What came of it.
     *
     * @param injected whether it could be done at all
     * @param note what was seen of it
     * @param broken rules of this fault that did not hold
     */
    record Outcome(boolean injected, String note, int broken) {

        public static Outcome done(String note) {
            return new Outcome(true, note, 0);
        }

        public static Outcome done(String note, boolean held) {
            return new Outcome(true, held ? note : "BROKEN: " + note, held ? 0 : 1);
        }

        public static Outcome impossible(String why) {
            return new Outcome(false, "not injected: " + why, 0);
        }
    }
}
