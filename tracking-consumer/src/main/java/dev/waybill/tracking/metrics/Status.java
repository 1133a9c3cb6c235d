package dev.waybill.tracking.metrics;

import dev.waybill.events.Shipment;
import dev.waybill.events.Tracker;
import dev.waybill.tracking.shipment.Facet;
import dev.waybill.tracking.shipment.ShipmentRow;
import dev.waybill.tracking.shipment.TrackerStatus;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The status of a shipment by one rule over all facets: the tracker's unless unknown, else refunded, purchased or created; refunded beats
 * pre_transit. A tracker without a shipment, and a shipment that nobody told or tracked, are unknown.
 *
 * @param at the time of the newest scan where the tracker tells it, else the updated_at of what tells it
 */
record Status(String name, @Nullable Instant at) {

    static final String PURCHASED = "purchased";
    static final String CREATED = "created";

    private static final Set<String> FAILED =
            Set.of(TrackerStatus.RETURN_TO_SENDER, TrackerStatus.FAILURE, TrackerStatus.ERROR);

    static Status of(ShipmentRow row, History history) {
        Facet<Tracker> tracker = row.facets().tracker();
        String tracked =
                TrackerStatus.of(tracker == null ? null : tracker.value().getStatus());
        RefundStatus refund = RefundStatus.of(row);
        boolean open = tracked.equals(TrackerStatus.UNKNOWN) || tracked.equals(TrackerStatus.PRE_TRANSIT);
        if (open && refund != null && refund.name().equals(RefundStatus.REFUNDED)) {
            return new Status(RefundStatus.REFUNDED, refund.at());
        }
        Instant updatedAt = tracker == null ? null : tracker.version().getUpdatedAt();
        if (tracked.equals(TrackerStatus.UNKNOWN)) {
            return untracked(row, updatedAt);
        }
        Instant newest = history.newest();
        return new Status(tracked, newest == null ? updatedAt : newest);
    }

    private static Status untracked(ShipmentRow row, @Nullable Instant trackerUpdatedAt) {
        Facet<Shipment> told = row.facets().told();
        Instant at = told == null ? trackerUpdatedAt : told.version().getUpdatedAt();
        if (Names.namesShipment(row) && Names.isPurchased(row)) {
            return new Status(PURCHASED, at);
        }
        return new Status(told == null ? TrackerStatus.UNKNOWN : CREATED, at);
    }

    boolean isDelivered() {
        return name.equals(TrackerStatus.DELIVERED);
    }

    boolean isFailed() {
        return FAILED.contains(name);
    }

    /** Whether it left the rollups: neither success nor failure. */
    boolean isWithdrawn() {
        return name.equals(RefundStatus.REFUNDED) || name.equals(TrackerStatus.CANCELLED);
    }
}
