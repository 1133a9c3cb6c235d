package dev.waybill.analytics.topology;

import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.StatusEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroSerde;
import dev.waybill.schemas.wire.AvroWire;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * status-events: one for each real change of a shipment's status or its detail, the first included. Key and order are the snapshots'. A
 * snapshot told again says nothing new and tells nothing, nor does one that an older fold has handled.
 */
final class StatusEvents {

    private final AvroWire wire;

    StatusEvents(AvroWire wire) {
        this.wire = wire;
    }

    void addTo(KStream<byte[], ShipmentChange> changes) {
        changes.filter((shipment, change) -> change.tellsStatus(), Named.as("status-changes"))
                .mapValues(StatusEvents::event, Named.as("status-event"))
                .processValues(
                        () -> new CloudEventHeaders<>(
                                "dev.waybill." + Topics.STATUS_EVENTS, (shipment, event) -> id(event)),
                        Named.as("status-event-headers"))
                .to(
                        Topics.STATUS_EVENTS,
                        Produced.with(Serdes.ByteArray(), AvroSerde.of(wire, StatusEvent.class))
                                .withName("status-events"));
    }

    /** A revision alone would not do: the detail is none of the figures that it counts. */
    private static String id(StatusEvent event) {
        String id = event.getShipmentId() + "/status/" + event.getRevision() + '/' + event.getStatus();
        return event.getStatusDetail() == null ? id : id + '/' + event.getStatusDetail();
    }

    private static StatusEvent event(ShipmentChange change) {
        ShipmentMetrics now = Objects.requireNonNull(change.snapshot());
        Shipment before = change.before();
        return StatusEvent.newBuilder()
                .setShipmentId(now.getShipmentId())
                .setTrackerId(now.getTrackerId())
                .setTrackingCode(now.getTrackingCode())
                .setMode(now.getMode())
                .setAccount(now.getAccount())
                .setCarrier(now.getCarrier())
                .setService(now.getService())
                .setStatus(now.getStatus())
                .setStatusDetail(now.getStatusDetail())
                .setPreviousStatus(before == null ? null : before.status())
                .setPreviousStatusDetail(before == null ? null : before.detail())
                .setStatusAt(now.getStatusAt())
                .setRevision(now.getRevision())
                .build();
    }
}
