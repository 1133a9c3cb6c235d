package dev.waybill.tracking.reconciliation;

import dev.waybill.events.ListedTracker;
import dev.waybill.events.TrackerListing;
import dev.waybill.schemas.identity.RowId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change of a tracker that EasyPost has, as a row of missed_webhooks if nobody has told it.
 *
 * @param rowId of the row in shipments that holds the tracker, if there is one
 */
record MissedWebhook(
        UUID id,
        UUID rowId,
        String reconciliationId,
        String trackerId,
        @Nullable String shipmentId,
        @Nullable String trackingCode,
        @Nullable String carrier,
        @Nullable String mode,
        Instant trackerUpdatedAt,
        Instant foundAt) {

    static Stream<MissedWebhook> in(TrackerListing listing) {
        return listing.getTrackers().stream().map(tracker -> of(listing, tracker));
    }

    static UUID id(ListedTracker tracker) {
        return RowId.of(tracker.getTrackerId() + '|' + tracker.getUpdatedAt());
    }

    private static MissedWebhook of(TrackerListing listing, ListedTracker tracker) {
        return new MissedWebhook(
                id(tracker),
                RowId.of(Objects.requireNonNullElse(tracker.getShipmentId(), tracker.getTrackerId())),
                listing.getReconciliationId(),
                tracker.getTrackerId(),
                tracker.getShipmentId(),
                tracker.getTrackingCode(),
                tracker.getCarrier(),
                tracker.getMode(),
                tracker.getUpdatedAt(),
                listing.getListedAt());
    }
}
