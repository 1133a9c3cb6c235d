package dev.waybill.tracking.shipment;

import dev.waybill.events.Envelope;
import dev.waybill.events.Source;
import java.time.Instant;
import java.util.Comparator;

/** When Waybill had something, and by which way. */
public record Arrival(Instant receivedAt, Source source) {

    public static final Comparator<Arrival> ORDER =
            Comparator.comparing(Arrival::receivedAt).thenComparing(Arrival::source);

    static Arrival of(Envelope envelope) {
        return new Arrival(envelope.getReceivedAt(), envelope.getSource());
    }

    static Arrival earlier(Arrival one, Arrival other) {
        return ORDER.compare(one, other) <= 0 ? one : other;
    }
}
