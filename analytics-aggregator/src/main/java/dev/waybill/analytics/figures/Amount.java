package dev.waybill.analytics.figures;

/** Something that adds up: order and grouping do not matter, and {@code a.plus(b).minus(b)} is {@code a}. Never negative. */
public interface Amount<A extends Amount<A>> {

    A plus(A other);

    /**
     * Takes out what was added before.
     *
     * @throws IllegalArgumentException when it was not
     */
    A minus(A other);

    /** Whether nothing is left. */
    boolean isEmpty();
}
