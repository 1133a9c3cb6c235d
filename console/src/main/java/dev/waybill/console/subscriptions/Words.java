package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.Event;
import dev.waybill.events.AttentionEvent;
import dev.waybill.events.AttentionReason;
import dev.waybill.events.StatusEvent;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events in words, for people. */
final class Words {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final Map<AttentionReason, String> REASONS = Map.of(
            AttentionReason.LATE, "is late",
            AttentionReason.AT_RISK, "will be late, its carrier says",
            AttentionReason.STALLED, "does not move",
            AttentionReason.PRESUMED_LOST, "is presumed lost",
            AttentionReason.FAILED, "has failed",
            AttentionReason.RETURNED, "goes back to its sender",
            AttentionReason.WAITING_FOR_PICKUP, "waits to be picked up",
            AttentionReason.NEVER_SCANNED, "has a label and was never scanned",
            AttentionReason.REINVOICED, "cost more than was quoted");

    private Words() {}

    /** Returns an event in words, on one line. */
    static String of(Event event) {
        if (event.value() instanceof AttentionEvent attention) {
            String parcel = parcel(
                    attention.getCarrier(),
                    attention.getService(),
                    attention.getTrackingCode(),
                    attention.getShipmentId());
            String reason = REASONS.getOrDefault(attention.getReason(), "needs attention");
            return attention.getRaised()
                    ? parcel + " " + reason + ", since " + TIME.format(attention.getSince())
                    : parcel + ": no longer so that it " + reason;
        }
        if (event.value() instanceof StatusEvent status) {
            String parcel =
                    parcel(status.getCarrier(), status.getService(), status.getTrackingCode(), status.getShipmentId());
            return parcel + ": " + status.getStatus().replace('_', ' ');
        }
        return event.type().text() + " of " + Objects.requireNonNullElse(event.key(), "");
    }

    private static String parcel(String carrier, String service, @Nullable String code, String shipment) {
        return Stream.of(carrier, service, Objects.requireNonNullElse(code, ""), "(" + shipment + ")")
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }
}
