package dev.waybill.tracking.facts;

import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingEvent;
import dev.waybill.tracking.shipment.Facet;
import dev.waybill.tracking.shipment.Fold;
import dev.waybill.tracking.shipment.ShipmentRow;
import java.time.Instant;
import java.util.stream.Stream;

/** An event of a shipment, of either topic. */
sealed interface FactsEvent {

    String key();

    ShipmentRow applyTo(ShipmentRow row);

    /** Whether it tells the tracker version again that a row has, so that all its scans are to be written again. */
    boolean repeatsTrackerOf(ShipmentRow row);

    Stream<Instant> times();

    record OfShipment(ShipmentEvent event) implements FactsEvent {

        @Override
        public String key() {
            return event.getShipmentId();
        }

        @Override
        public ShipmentRow applyTo(ShipmentRow row) {
            return Fold.apply(row, event);
        }

        @Override
        public boolean repeatsTrackerOf(ShipmentRow row) {
            return false;
        }

        @Override
        public Stream<Instant> times() {
            return Stream.empty();
        }
    }

    record OfTracker(TrackingEvent event) implements FactsEvent {

        @Override
        public String key() {
            return event.getShipmentId();
        }

        @Override
        public ShipmentRow applyTo(ShipmentRow row) {
            return Fold.apply(row, event);
        }

        @Override
        public boolean repeatsTrackerOf(ShipmentRow row) {
            Facet<?> tracker = row.facets().tracker();
            return tracker != null && tracker.version().equals(event.getVersion());
        }

        @Override
        public Stream<Instant> times() {
            return event.getTracker().getTrackingDetails().stream()
                    .map(TrackingDetail::getDatetime)
                    .flatMap(Stream::ofNullable);
        }
    }
}
