package dev.waybill.tracking.shipment;

import dev.waybill.events.CarrierDetail;
import dev.waybill.events.Envelope;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.events.Tracker;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.Version;
import dev.waybill.tracking.rows.Unstorable;
import dev.waybill.tracking.shipment.ShipmentRow.Facets;
import dev.waybill.tracking.shipment.ShipmentRow.FirstPromises;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Events into a row. The events of a shipment end in the same row in any order, in any batches and however often each is told. An event
 * that names another shipment, or does not carry the part that its kind promises, is refused with an IllegalArgumentException.
 */
public final class Fold {

    private Fold() {}

    public static ShipmentRow apply(ShipmentRow row, ShipmentEvent event) {
        requireKey(row, event.getShipmentId());
        Facets facets = told(row.facets(), event);
        String mode = event.getShipment() == null ? null : event.getShipment().getMode();
        return known(
                new ShipmentRow(row.key(), row.mode(), row.account(), facets, row.firstPromises()),
                event.getEnvelope(),
                mode);
    }

    public static ShipmentRow apply(ShipmentRow row, TrackingEvent event) {
        requireKey(row, event.getShipmentId());
        Facets facets = row.facets();
        Facet<Tracker> tracker = newer(facets.tracker(), event.getTracker(), event.getVersion(), event.getEnvelope());
        Facets now = new Facets(
                facets.told(), tracker, facets.refund(), facets.insurance(), facets.invoice(), facets.presence());
        return known(
                new ShipmentRow(row.key(), row.mode(), row.account(), now, promised(row.firstPromises(), event)),
                event.getEnvelope(),
                event.getTracker().getMode());
    }

    private static Facets told(Facets known, ShipmentEvent event) {
        Version version = event.getVersion();
        Envelope envelope = event.getEnvelope();
        return switch (event.getKind()) {
            case TOLD ->
                new Facets(
                        newer(known.told(), part(event, event.getShipment()), version, envelope),
                        known.tracker(),
                        known.refund(),
                        known.insurance(),
                        known.invoice(),
                        known.presence());
            case REFUNDED ->
                new Facets(
                        known.told(),
                        known.tracker(),
                        newer(known.refund(), part(event, event.getRefund()), version, envelope),
                        known.insurance(),
                        known.invoice(),
                        known.presence());
            case INSURED ->
                new Facets(
                        known.told(),
                        known.tracker(),
                        known.refund(),
                        newer(known.insurance(), part(event, event.getInsurance()), version, envelope),
                        known.invoice(),
                        known.presence());
            case INVOICED ->
                new Facets(
                        known.told(),
                        known.tracker(),
                        known.refund(),
                        known.insurance(),
                        newer(known.invoice(), part(event, event.getInvoice()), version, envelope),
                        known.presence());
            case DELETED, RESTORED ->
                new Facets(
                        known.told(),
                        known.tracker(),
                        known.refund(),
                        known.insurance(),
                        known.invoice(),
                        presence(known.presence(), event));
            case UNKNOWN -> throw new IllegalArgumentException("a kind of event that this version does not know");
        };
    }

    /** Deletion and restoration tell nothing else, so that their versions may be equal: then it is restored. */
    private static Facet<ShipmentEventKind> presence(@Nullable Facet<ShipmentEventKind> known, ShipmentEvent event) {
        Version version = Strip.version(event.getVersion());
        boolean restored = known != null
                && known.value() == ShipmentEventKind.RESTORED
                && Versions.ORDER.compare(known.version(), version) == 0;
        ShipmentEventKind kind = restored ? ShipmentEventKind.RESTORED : event.getKind();
        return Facet.newer(known, new Facet<>(kind, version, Arrival.of(event.getEnvelope()), List.of()));
    }

    private static FirstPromises promised(FirstPromises known, TrackingEvent event) {
        Tracker tracker = event.getTracker();
        CarrierDetail detail = tracker.getCarrierDetail();
        Version version = event.getVersion();
        return new FirstPromises(
                FirstPromise.of(known.estimate(), version, Limits.date(tracker.getEstDeliveryDate())),
                FirstPromise.of(
                        known.guarantee(),
                        version,
                        detail == null ? null : Limits.date(detail.getGuaranteedDeliveryDate())));
    }

    private static ShipmentRow known(ShipmentRow row, Envelope envelope, @Nullable String toldMode) {
        String mode = least(least(row.mode(), envelope.getMode()), toldMode);
        return new ShipmentRow(
                row.key(),
                mode == null ? ShipmentRow.UNKNOWN : mode,
                least(row.account(), envelope.getAccount()),
                row.facets(),
                row.firstPromises());
    }

    /** What never changes is told once or more, or not yet: the least of what is known does not depend on the order. */
    private static @Nullable String least(@Nullable String one, @Nullable String other) {
        String told = other == null ? "" : Limits.text(Unstorable.strip(other).strip());
        if (told.isEmpty() || told.equals(ShipmentRow.UNKNOWN)) {
            return one;
        }
        return one == null || one.equals(ShipmentRow.UNKNOWN) || told.compareTo(one) < 0 ? told : one;
    }

    /** What is older than what is known is not copied. */
    private static <T extends SpecificRecordBase> Facet<T> newer(
            @Nullable Facet<T> known, T told, Version version, Envelope envelope) {
        Version plain = Strip.version(version);
        if (known != null && Versions.ORDER.compare(plain, known.version()) < 0) {
            return known;
        }
        Strip.Stripped<T> stripped = Strip.record(told);
        return Facet.newer(known, new Facet<>(stripped.value(), plain, Arrival.of(envelope), stripped.fields()));
    }

    private static <T> T part(ShipmentEvent event, @Nullable T part) {
        if (part == null) {
            throw new IllegalArgumentException(event.getKind() + " without its part");
        }
        return part;
    }

    private static void requireKey(ShipmentRow row, String key) {
        if (!Objects.equals(row.key(), key)) {
            throw new IllegalArgumentException("an event of " + key + " is none of " + row.key());
        }
    }
}
