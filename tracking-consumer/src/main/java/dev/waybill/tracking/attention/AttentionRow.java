package dev.waybill.tracking.attention;

import dev.waybill.events.AttentionAction;
import dev.waybill.events.AttentionEvent;
import dev.waybill.schemas.identity.RowId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record of attention as a row. */
sealed interface AttentionRow {

    UUID id();

    /** That a shipment needs attention for a reason, or no longer does. */
    record Raised(
            UUID id,
            UUID shipmentId,
            String easypostId,
            String reason,
            boolean raised,
            Instant since,
            Instant toldAt,
            long snapshotOffset,
            @Nullable String trackerId,
            @Nullable String trackingCode,
            String mode,
            @Nullable String account,
            String carrier,
            String service,
            String status,
            @Nullable LocalDate promisedDate)
            implements AttentionRow {

        /** The order of what was told of one shipment and reason. */
        static final Comparator<Raised> ORDER = Comparator.comparing(Raised::snapshotOffset)
                .thenComparing(Raised::raised)
                .thenComparing(Raised::toldAt);

        static Raised of(AttentionEvent event) {
            String reason = name(event.getReason());
            return new Raised(
                    RowId.of(event.getShipmentId() + '|' + reason),
                    RowId.of(event.getShipmentId()),
                    event.getShipmentId(),
                    reason,
                    event.getRaised(),
                    event.getSince(),
                    event.getToldAt(),
                    event.getSnapshotOffset(),
                    event.getTrackerId(),
                    event.getTrackingCode(),
                    event.getMode(),
                    event.getAccount(),
                    event.getCarrier(),
                    event.getService(),
                    event.getStatus(),
                    event.getPromisedDate());
        }
    }

    /** What an operator did about it. A resolution of a kind that nobody knows is null. */
    record Done(
            UUID id,
            String actionId,
            UUID shipmentId,
            String easypostId,
            String reason,
            Instant since,
            String action,
            @Nullable String assignee,
            @Nullable Instant snoozedUntil,
            @Nullable String resolution,
            @Nullable String note,
            String doneBy,
            Instant doneAt)
            implements AttentionRow {

        private static final Set<String> RESOLUTIONS = Set.of("reshipped", "refunded", "claimed", "ignored");

        static Done of(AttentionAction action) {
            String resolution = action.getResolution();
            return new Done(
                    RowId.of(action.getId()),
                    action.getId(),
                    RowId.of(action.getShipmentId()),
                    action.getShipmentId(),
                    name(action.getReason()),
                    action.getSince(),
                    name(action.getAction()),
                    action.getAssignee(),
                    action.getSnoozedUntil(),
                    resolution != null && RESOLUTIONS.contains(resolution) ? resolution : null,
                    action.getNote(),
                    action.getDoneBy(),
                    action.getDoneAt());
        }
    }

    private static String name(Enum<?> told) {
        return told.name().toLowerCase(Locale.ROOT);
    }
}
