package dev.waybill.tracking.facts;

import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.TrackingEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import dev.waybill.tracking.batch.BatchHandler;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Events of shipments into facts. Key: the shipment, whose row belongs to one thread. Ordering: none needed, the newest version of each
 * facet wins. A duplicate: gives the same row, writes nothing, and sends the snapshot again; one by a replay topic derives all of it again. A poison record: refused while reading or
 * by the fold or the database, it goes to its dead letters alone.
 */
final class FactsHandler implements BatchHandler<FactsEvent> {

    private final AvroWire wire;
    private final Consumer<Stream<Instant>> months;
    private final FactsTables tables;
    private final Clock clock;

    /** @param months makes room for scans of some times */
    FactsHandler(AvroWire wire, Consumer<Stream<Instant>> months, FactsTables tables, Clock clock) {
        this.wire = wire;
        this.months = months;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public FactsEvent read(ConsumerRecord<byte[], byte[]> told) {
        byte[] value = told.value();
        if (value == null) {
            throw new IllegalArgumentException("no value: what was told of a shipment is never taken back");
        }
        FactsEvent event = switch (told.topic()) {
            case Topics.SHIPMENT_EVENTS -> new FactsEvent.OfShipment(wire.decode(value, ShipmentEvent.class), false);
            case Topics.SHIPMENT_REPLAY -> new FactsEvent.OfShipment(wire.decode(value, ShipmentEvent.class), true);
            case Topics.TRACKING_EVENTS -> new FactsEvent.OfTracker(wire.decode(value, TrackingEvent.class), false);
            case Topics.TRACKING_REPLAY -> new FactsEvent.OfTracker(wire.decode(value, TrackingEvent.class), true);
            default -> throw new IllegalArgumentException("no topic of shipments: " + told.topic());
        };
        if (!Arrays.equals(told.key(), event.key().getBytes(StandardCharsets.UTF_8))) {
            throw new IllegalArgumentException("the record's key is not " + event.key());
        }
        return event;
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> handle(List<FactsEvent> batch) {
        months.accept(batch.stream().flatMap(FactsEvent::times));
        return tables.write(batch).stream().map(this::snapshot).toList();
    }

    private ProducerRecord<byte[], byte[]> snapshot(ShipmentMetrics metrics) {
        String key = metrics.getShipmentId();
        String id = key + "/shipment-metrics/" + metrics.getRevision();
        return wire.record(
                Topics.SHIPMENT_METRICS,
                key,
                metrics,
                new CloudEvent(id, "dev.waybill.shipment-metrics", SOURCE, clock.instant()));
    }
}
