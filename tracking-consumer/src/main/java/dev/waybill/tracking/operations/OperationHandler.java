package dev.waybill.tracking.operations;

import dev.waybill.events.OperationEvent;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.tracking.batch.BatchHandler;
import dev.waybill.tracking.shipment.Versions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Operation events into rows. Key: the operation. Ordering: none needed, the newest version wins. A duplicate: changes nothing. A poison
 * record: to its dead letters.
 */
final class OperationHandler implements BatchHandler<OperationEvent> {

    private static final Set<String> KEPT =
            Set.of("batch", "upload", "replay", "discard", "import", "rebuild", "reconciliation");

    private final AvroWire wire;
    private final BatchOperations operations;

    OperationHandler(AvroWire wire, BatchOperations operations) {
        this.wire = wire;
        this.operations = operations;
    }

    @Override
    public OperationEvent read(ConsumerRecord<byte[], byte[]> told) {
        if (told.value() == null) {
            throw new IllegalArgumentException("no value");
        }
        return wire.decode(told.value(), OperationEvent.class);
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> handle(List<OperationEvent> batch) {
        Map<String, OperationEvent> newest = new TreeMap<>();
        for (OperationEvent event : batch) {
            if (KEPT.contains(event.getOperationType())) {
                newest.merge(
                        event.getId(),
                        event,
                        (one, other) -> Versions.ORDER.compare(one.getVersion(), other.getVersion()) > 0 ? one : other);
            }
        }
        if (!newest.isEmpty()) {
            operations.write(newest.values().stream().map(OperationRow::of).toList());
        }
        return List.of();
    }
}
