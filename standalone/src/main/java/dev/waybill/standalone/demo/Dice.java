package dev.waybill.standalone.demo;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** The chance of a simulation: the same seed, the same throws. */
final class Dice {

    private final SplittableRandom random;

    Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Dice of their own, so that what one parcel throws changes no other. */
    Dice split() {
        return new Dice(random.split());
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From the least to the greatest, both included. */
    int between(int least, int greatest) {
        return random.nextInt(least, greatest + 1);
    }

    Duration minutes(int least, int greatest) {
        return Duration.ofSeconds(between(least * 60, greatest * 60));
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** An id as EasyPost makes them, such as {@code trk_} and 32 hexadecimal digits. */
    String id(String prefix) {
        return String.format("%s_%016x%016x", prefix, random.nextLong(), random.nextLong());
    }

    String digits(int count) {
        var digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
