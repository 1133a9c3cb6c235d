package dev.waybill.tracking.shipment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The date that was promised first.
 *
 * @param toldAt the updated_at of the tracker version that told it
 */
public record FirstPromise(Instant toldAt, LocalDate date) {

    private static final Comparator<FirstPromise> ORDER =
            Comparator.comparing(FirstPromise::toldAt).thenComparing(FirstPromise::date);

    /** The least by (toldAt, date), whichever came first. */
    static @Nullable FirstPromise of(@Nullable FirstPromise known, Instant toldAt, @Nullable LocalDate date) {
        if (date == null) {
            return known;
        }
        FirstPromise told = new FirstPromise(toldAt, date);
        return known == null || ORDER.compare(told, known) < 0 ? told : known;
    }
}
