package dev.waybill.analytics.figures;

/** How many. */
public record Count(long value) implements Amount<Count> {

    public static final Count ONE = new Count(1);

    public Count {
        if (value < 0) {
            throw new IllegalArgumentException("A count of " + value);
        }
    }

    @Override
    public Count plus(Count other) {
        return new Count(value + other.value);
    }

    @Override
    public Count minus(Count other) {
        return new Count(value - other.value);
    }

    @Override
    public boolean isEmpty() {
        return value == 0;
    }
}
