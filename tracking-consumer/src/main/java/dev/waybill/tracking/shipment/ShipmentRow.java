package dev.waybill.tracking.shipment;

import dev.waybill.events.Insurance;
import dev.waybill.events.Refund;
import dev.waybill.events.Shipment;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.events.ShipmentInvoice;
import dev.waybill.events.Tracker;
import dev.waybill.schemas.identity.RowId;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a shipment, and all that its figures are computed from.
 *
 * @param key EasyPost's id of the shipment, or of the tracker when that names none
 * @param mode test or production; unknown until told
 * @param account EasyPost's id of the user; null until told
 */
public record ShipmentRow(
        String key, String mode, @Nullable String account, Facets facets, FirstPromises firstPromises) {

    /** The mode until one is told. */
    public static final String UNKNOWN = "unknown";

    /** A shipment of which only the key is known. */
    public static ShipmentRow named(String key) {
        return new ShipmentRow(key, UNKNOWN, null, Facets.NONE, FirstPromises.NONE);
    }

    public UUID id() {
        return RowId.of(key);
    }

    public @Nullable Shipment shipment() {
        return Facet.valueOf(facets.told);
    }

    public @Nullable Tracker tracker() {
        return Facet.valueOf(facets.tracker);
    }

    public @Nullable Refund refund() {
        return Facet.valueOf(facets.refund);
    }

    public @Nullable Insurance insurance() {
        return Facet.valueOf(facets.insurance);
    }

    public @Nullable ShipmentInvoice invoice() {
        return Facet.valueOf(facets.invoice);
    }

    public boolean deleted() {
        return Facet.valueOf(facets.presence) == ShipmentEventKind.DELETED;
    }

    /** When and by which way the newest change came; null when nothing is told. */
    public @Nullable Arrival newestArrival() {
        return facets.stream().map(Facet::arrival).max(Arrival.ORDER).orElse(null);
    }

    /** The newest version of each thing; null what was not told yet. {@code presence} is DELETED or RESTORED. */
    public record Facets(
            @Nullable Facet<Shipment> told,
            @Nullable Facet<Tracker> tracker,
            @Nullable Facet<Refund> refund,
            @Nullable Facet<Insurance> insurance,
            @Nullable Facet<ShipmentInvoice> invoice,
            @Nullable Facet<ShipmentEventKind> presence) {

        public static final Facets NONE = new Facets(null, null, null, null, null, null);

        /** Those that are there. */
        public Stream<Facet<?>> stream() {
            return Stream.<@Nullable Facet<?>>of(told, tracker, refund, insurance, invoice, presence)
                    .flatMap(Stream::ofNullable);
        }
    }

    /** The carrier's first estimate and guarantee, by EasyPost's clock; null when it gave none. */
    public record FirstPromises(
            @Nullable FirstPromise estimate, @Nullable FirstPromise guarantee) {

        static final FirstPromises NONE = new FirstPromises(null, null);
    }
}
