package dev.waybill.benchmarks;

/** What a ratio, or an absolute figure, is to reach. */
public record Goal(Direction direction, double bound) {

    enum Direction {
        AT_LEAST,
        AT_MOST
    }

    public static Goal atLeast(double bound) {
        return new Goal(Direction.AT_LEAST, bound);
    }

    public static Goal atMost(double bound) {
        return new Goal(Direction.AT_MOST, bound);
    }

    boolean isMetBy(double value) {
        return direction == Direction.AT_LEAST ? value >= bound : value <= bound;
    }

    @Override
    public String toString() {
        return (direction == Direction.AT_LEAST ? ">= " : "<= ") + bound;
    }
}
