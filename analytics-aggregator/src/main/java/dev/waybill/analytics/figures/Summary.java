package dev.waybill.analytics.figures;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The figures of all shipments of a period.
 *
 * @param carriers the figures of each carrier
 * @param destinations shipments by where they go
 */
public record Summary(Breakdown<String, Rollup> carriers, Breakdown<Destination, Count> destinations)
        implements Amount<Summary> {

    public static final Summary EMPTY = new Summary(Breakdown.none(), Breakdown.none());

    private static final Comparator<Map.Entry<Destination, Count>> MOST_FIRST = Comparator.comparing(
                    (Map.Entry<Destination, Count> entry) -> -entry.getValue().value())
            .thenComparing(Map.Entry::getKey);

    /** Returns the summary of one shipment. */
    public static Summary of(Contribution one) {
        return new Summary(Breakdown.of(one.carrier(), Rollup.of(one)), Breakdown.of(one.destination(), Count.ONE));
    }

    /** Returns the summary after a shipment has changed. */
    public Summary with(Delta delta) {
        Summary rest = delta.removed() == null ? this : minus(of(delta.removed()));
        return delta.added() == null ? rest : rest.plus(of(delta.added()));
    }

    /** Returns the figures of all carriers together. */
    public Rollup whole() {
        return carriers.parts().values().stream().reduce(Rollup.EMPTY, Rollup::plus);
    }

    /** Returns where most go: count descending, then country and state. */
    public List<Map.Entry<Destination, Count>> topDestinations(int most) {
        return destinations.parts().entrySet().stream()
                .sorted(MOST_FIRST)
                .limit(most)
                .toList();
    }

    @Override
    public Summary plus(Summary other) {
        return new Summary(carriers.plus(other.carriers), destinations.plus(other.destinations));
    }

    @Override
    public Summary minus(Summary other) {
        return new Summary(carriers.minus(other.carriers), destinations.minus(other.destinations));
    }

    @Override
    public boolean isEmpty() {
        return carriers.isEmpty();
    }
}
