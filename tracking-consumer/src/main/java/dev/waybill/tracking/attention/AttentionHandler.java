package dev.waybill.tracking.attention;

import dev.waybill.events.AttentionAction;
import dev.waybill.events.AttentionEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.tracking.attention.AttentionRow.Done;
import dev.waybill.tracking.attention.AttentionRow.Raised;
import dev.waybill.tracking.batch.BatchHandler;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Attention into rows. Key: the shipment. Ordering: none needed, the newest telling wins. A duplicate: changes nothing. A poison record: to its
 * dead letters.
 */
final class AttentionHandler implements BatchHandler<AttentionRow> {

    private final AvroWire wire;
    private final AttentionTables tables;

    AttentionHandler(AvroWire wire, AttentionTables tables) {
        this.wire = wire;
        this.tables = tables;
    }

    @Override
    public AttentionRow read(ConsumerRecord<byte[], byte[]> told) {
        if (told.value() == null) {
            throw new IllegalArgumentException("no value");
        }
        return told.topic().equals(Topics.ATTENTION_ACTIONS)
                ? Done.of(wire.decode(told.value(), AttentionAction.class))
                : Raised.of(wire.decode(told.value(), AttentionEvent.class));
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> handle(List<AttentionRow> batch) {
        Map<UUID, Raised> told = new TreeMap<>();
        Map<UUID, Done> done = new TreeMap<>();
        for (AttentionRow row : batch) {
            if (row instanceof Raised raised) {
                told.merge(raised.id(), raised, BinaryOperator.maxBy(Raised.ORDER));
            } else if (row instanceof Done one) {
                done.putIfAbsent(one.id(), one);
            }
        }
        if (!told.isEmpty()) {
            tables.tell(told.values());
        }
        if (!done.isEmpty()) {
            tables.did(done.values());
        }
        return List.of();
    }
}
