package dev.waybill.ingest.normalizer;

import dev.waybill.events.Envelope;
import dev.waybill.events.FetchReason;
import dev.waybill.events.FetchRequest;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.Source;
import dev.waybill.ingest.normalizer.mapping.TypedEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a shipment again when its fees have changed without being told: a refund, an insurance, an invoice or a deletion names it.
 * Only with a key to ask with, and only for what is live: a replay asks for nothing, and what was fetched does not lead to the next fetch.
 * A deleted shipment that EasyPost no longer knows is a 404 that the fetcher remembers.
 */
final class ChangedFees {

    private static final Duration LIVE = Duration.ofDays(1);

    private final EasyPostKeys keys;
    private final Clock clock;

    ChangedFees(EasyPostKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Returns the requests that some events call for. */
    List<TypedEvent> askedBy(List<TypedEvent> events) {
        return keys.any()
                ? events.stream()
                        .flatMap(event -> Stream.ofNullable(request(event)))
                        .toList()
                : List.of();
    }

    private @Nullable TypedEvent request(TypedEvent event) {
        if (!(event.value() instanceof ShipmentEvent cause) || !changesFees(cause) || !isLive(cause.getEnvelope())) {
            return null;
        }
        Envelope envelope = cause.getEnvelope();
        var request = new FetchRequest(
                cause.getShipmentId(),
                FetchReason.FEES_CHANGED,
                envelope.getMode(),
                envelope.getAccount(),
                envelope.getReceivedAt());
        return TypedEvent.of(request, cause);
    }

    private static boolean changesFees(ShipmentEvent cause) {
        return switch (cause.getKind()) {
            case REFUNDED, INSURED, INVOICED, DELETED -> true;
            default -> false;
        };
    }

    private boolean isLive(Envelope envelope) {
        return envelope.getSource() != Source.FETCHED
                && envelope.getReceivedAt().isAfter(clock.instant().minus(LIVE));
    }
}
