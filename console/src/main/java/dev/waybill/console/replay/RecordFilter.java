package dev.waybill.console.replay;

import dev.waybill.console.deadletters.OpenLetters;
import dev.waybill.console.topics.Told;
import dev.waybill.events.ReplayFilter;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.RecordHeaders;
import dev.waybill.schemas.wire.RegistryAwayException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which records are copied. One that cannot be read is copied by a replay that asks for nothing but a reason, and by no other; a dead letter
 * that was replayed or discarded before, by none.
 */
record RecordFilter(ReplayFilter wanted, OpenLetters letters, AvroWire wire) {

    /**
     * Makes ready for the records of a topic.
     *
     * @throws IllegalStateException when it cannot be said yet which of them are wanted
     */
    void prepare(String topic) {
        if (Topics.failed(topic) != null) {
            letters.requireAllKnown();
        }
    }

    /** @throws RegistryAwayException when it cannot be said now */
    boolean includes(ConsumerRecord<byte[], byte[]> record) {
        String reason = wanted.getReason();
        String given = RecordHeaders.text(record.headers(), DeadLetter.REASON);
        if (reason != null && !reason.equals(given == null ? OpenLetters.NO_REASON : given)) {
            return false;
        }
        if (Topics.failed(record.topic()) != null && !letters.has(record)) {
            return false;
        }
        if (wanted.equals(new ReplayFilter(null, null, null, null, null, reason))) {
            return true;
        }
        List<Told> all;
        try {
            all = Told.all(record, wire);
        } catch (RegistryAwayException away) {
            throw away;
        } catch (RuntimeException unreadable) {
            return false;
        }
        var asked = new Told(
                wanted.getShipmentId(),
                wanted.getTrackingCode(),
                wanted.getCarrier(),
                wanted.getMode(),
                wanted.getEventType());
        return all.stream().anyMatch(told -> told.says(asked));
    }
}
