package dev.waybill.tracking.facts;

import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.Version;
import dev.waybill.tracking.shipment.Facet;
import dev.waybill.tracking.shipment.Fold;
import dev.waybill.tracking.shipment.ShipmentRow;
import dev.waybill.tracking.shipment.Versions;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** An event of a shipment, of either topic. */
sealed interface FactsEvent {

    /** The newest first; those of one version in the order in which they were told. */
    Comparator<FactsEvent> NEWEST_FIRST =
            Comparator.comparing(FactsEvent::version, Versions.ORDER).reversed();

    String key();

    Version version();

    /** Whether it comes by a replay topic, so that what follows from it is written again even where nothing is new. */
    boolean replayed();

    ShipmentRow applyTo(ShipmentRow row);

    /** Whether it replays the tracker version that a row has, so that all its scans are to be written again. */
    boolean replaysTrackerOf(ShipmentRow row);

    Stream<Instant> times();

    record OfShipment(ShipmentEvent event, boolean replayed) implements FactsEvent {

        @Override
        public String key() {
            return event.getShipmentId();
        }

        @Override
        public Version version() {
            return event.getVersion();
        }

        @Override
        public ShipmentRow applyTo(ShipmentRow row) {
            return Fold.apply(row, event);
        }

        @Override
        public boolean replaysTrackerOf(ShipmentRow row) {
            return false;
        }

        @Override
        public Stream<Instant> times() {
            return Stream.empty();
        }
    }

    record OfTracker(TrackingEvent event, boolean replayed) implements FactsEvent {

        @Override
        public String key() {
            return event.getShipmentId();
        }

        @Override
        public Version version() {
            return event.getVersion();
        }

        @Override
        public ShipmentRow applyTo(ShipmentRow row) {
            return Fold.apply(row, event);
        }

        @Override
        public boolean replaysTrackerOf(ShipmentRow row) {
            Facet<?> tracker = row.facets().tracker();
            return replayed && tracker != null && tracker.version().equals(event.getVersion());
        }

        @Override
        public Stream<Instant> times() {
            return event.getTracker().getTrackingDetails().stream()
                    .map(TrackingDetail::getDatetime)
                    .flatMap(Stream::ofNullable);
        }
    }
}
