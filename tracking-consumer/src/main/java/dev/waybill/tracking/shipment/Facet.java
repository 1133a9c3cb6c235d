package dev.waybill.tracking.shipment;

import dev.waybill.events.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest version of one thing that is told of a shipment.
 *
 * @param arrival the first time that this version came in
 * @param stripped the fields from which characters were taken that PostgreSQL cannot hold
 */
public record Facet<T>(T value, Version version, Arrival arrival, List<String> stripped) {

    public Facet {
        stripped = List.copyOf(stripped);
    }

    static <T> @Nullable T valueOf(@Nullable Facet<T> facet) {
        return facet == null ? null : facet.value;
    }

    /**
     * The newer of the two. Of equal versions it is the one told now, so that a mended reading mends the row, with the earlier arrival,
     * so that repetition changes nothing.
     */
    static <T> Facet<T> newer(@Nullable Facet<T> known, Facet<T> told) {
        if (known == null) {
            return told;
        }
        int order = Versions.ORDER.compare(told.version, known.version);
        if (order == 0) {
            return new Facet<>(told.value, told.version, Arrival.earlier(known.arrival, told.arrival), told.stripped);
        }
        return order > 0 ? told : known;
    }
}
