package dev.waybill.tracking.shipment;

import dev.waybill.events.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The date that was promised first.
 *
 * @param toldAt the updated_at of the tracker version that told it
 * @param normalizerVersion how that version was read; of the readings that give a date the newest counts
 */
public record FirstPromise(Instant toldAt, int normalizerVersion, LocalDate date) {

    private static final Comparator<FirstPromise> ORDER = Comparator.comparing(FirstPromise::toldAt)
            .thenComparing(FirstPromise::normalizerVersion, Comparator.reverseOrder())
            .thenComparing(FirstPromise::date);

    /** The least by (toldAt, newest reading, date), whichever came first. */
    static @Nullable FirstPromise of(@Nullable FirstPromise known, Version version, @Nullable LocalDate date) {
        if (date == null) {
            return known;
        }
        FirstPromise told = new FirstPromise(version.getUpdatedAt(), version.getNormalizerVersion(), date);
        return known == null || ORDER.compare(told, known) < 0 ? told : known;
    }
}
