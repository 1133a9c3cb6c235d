package dev.waybill.analytics.figures;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Amounts by what they belong to. A part of which nothing is left is gone.
 *
 * @param parts the amounts, none empty
 */
public record Breakdown<K extends Comparable<K>, A extends Amount<A>>(SortedMap<K, A> parts)
        implements Amount<Breakdown<K, A>> {

    public Breakdown {
        parts = Collections.unmodifiableSortedMap(parts);
    }

    /** Returns the breakdown of nothing. */
    public static <K extends Comparable<K>, A extends Amount<A>> Breakdown<K, A> none() {
        return new Breakdown<>(new TreeMap<K, A>());
    }

    /** Returns the breakdown of one part, which is none when the amount is empty. */
    public static <K extends Comparable<K>, A extends Amount<A>> Breakdown<K, A> of(K key, A amount) {
        var parts = new TreeMap<K, A>();
        if (!amount.isEmpty()) {
            parts.put(key, amount);
        }
        return new Breakdown<>(parts);
    }

    @Override
    public Breakdown<K, A> plus(Breakdown<K, A> other) {
        if (other.isEmpty()) {
            return this;
        }
        var sums = new TreeMap<>(parts);
        other.parts.forEach((key, amount) -> sums.merge(key, amount, Amount::plus));
        return new Breakdown<>(sums);
    }

    @Override
    public Breakdown<K, A> minus(Breakdown<K, A> other) {
        var rests = new TreeMap<>(parts);
        other.parts.forEach((key, amount) -> {
            A before = rests.remove(key);
            if (before == null) {
                throw new IllegalArgumentException("Nothing of " + key + " to take out of");
            }
            A rest = before.minus(amount);
            if (!rest.isEmpty()) {
                rests.put(key, rest);
            }
        });
        return new Breakdown<>(rests);
    }

    @Override
    public boolean isEmpty() {
        return parts.isEmpty();
    }
}
