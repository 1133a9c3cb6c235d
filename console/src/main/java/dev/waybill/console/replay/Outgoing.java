package dev.waybill.console.replay;

import dev.waybill.events.DeadLetterOutcome;
import dev.waybill.events.DeadLetterState;
import dev.waybill.events.Replay;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.RecordHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a replay sends for a record that its filter lets through: the copy, and what has become of a dead letter by it. */
record Outgoing(Replay replay, AvroWire wire) {

    List<ProducerRecord<byte[], byte[]>> of(ConsumerRecord<byte[], byte[]> record, Instant now) {
        var sent = new ArrayList<ProducerRecord<byte[], byte[]>>();
        if (replay.getDryRun()) {
            return sent;
        }
        String into = replay.getInto();
        if (into != null) {
            sent.add(copy(record, into));
        }
        if (Topics.failed(record.topic()) != null && (into == null || Destinations.isHandled(record.topic(), into))) {
            sent.add(outcome(
                    record,
                    into == null ? DeadLetterState.DISCARDED : DeadLetterState.REPLAYED,
                    now.truncatedTo(ChronoUnit.MICROS)));
        }
        return sent;
    }

    /** The same key and so the same partition, and when the first one was received. */
    private static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record, String into) {
        var copy = new ProducerRecord<>(into, null, record.key(), record.value(), record.headers());
        if (RecordHeaders.text(record.headers(), RecordHeaders.RECEIVED_AT) == null) {
            String beforeItFailed = RecordHeaders.text(record.headers(), DeadLetter.TIMESTAMP);
            copy.headers()
                    .add(RecordHeaders.header(
                            RecordHeaders.RECEIVED_AT,
                            beforeItFailed == null ? Long.toString(record.timestamp()) : beforeItFailed));
        }
        return copy;
    }

    private ProducerRecord<byte[], byte[]> outcome(
            ConsumerRecord<byte[], byte[]> record, DeadLetterState state, Instant now) {
        String key = record.topic() + "/" + record.partition() + "/" + record.offset();
        var outcome = DeadLetterOutcome.newBuilder()
                .setTopic(record.topic())
                .setPartition(record.partition())
                .setOffset(record.offset())
                .setState(state)
                .setOperationId(replay.getId())
                .setNote(replay.getDiscard())
                .setRequestedBy(replay.getRequestedBy())
                .setDoneAt(now)
                .build();
        return wire.record(
                Topics.DEAD_LETTER_OUTCOMES,
                key,
                outcome,
                new CloudEvent(key + "/" + replay.getId(), "dev.waybill.dead-letter", "/waybill/console", now));
    }
}
