package dev.waybill.ingest.normalizer;

import dev.waybill.ingest.normalizer.mapping.InboxRecord;
import dev.waybill.ingest.normalizer.mapping.Normalizer;
import dev.waybill.ingest.normalizer.mapping.TypedEvent;
import dev.waybill.ingest.normalizer.mapping.UnreadableException;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of an inbox record what is to be sent for it: events, or a dead letter. Fails only when a schema registry is away. */
final class Reading {

    private static final Logger log = LoggerFactory.getLogger(Reading.class);
    private static final String UNKNOWN = "unknown";

    private final AvroWire wire;
    private final ChangedFees changedFees;

    Reading(AvroWire wire, ChangedFees changedFees) {
        this.wire = wire;
        this.changedFees = changedFees;
    }

    Outgoing read(ConsumerRecord<byte[], byte[]> inbox) {
        try {
            InboxRecord said = InboxRecords.of(inbox);
            List<TypedEvent> events = Normalizer.normalize(said);
            List<ProducerRecord<byte[], byte[]>> records = Stream.concat(
                            events.stream(), changedFees.askedBy(events).stream())
                    .map(this::onTheWire)
                    .toList();
            return new Outgoing(inbox, EventTypes.of(events), Outgoing.Outcome.NORMALIZED, records);
        } catch (UnreadableException unreadable) {
            Throwable cause = unreadable.getCause();
            return deadLetter(inbox, unreadable.reason(), cause == null ? unreadable : cause);
        } catch (SerializationException failed) {
            if (failed.getCause() instanceof AvroRuntimeException || failed.getCause() instanceof ClassCastException) {
                return broken(inbox, failed);
            }
            throw failed;
        } catch (RuntimeException bug) {
            return broken(inbox, bug);
        }
    }

    static Outgoing deadLetter(ConsumerRecord<byte[], byte[]> inbox, DeadLetterReason reason, Throwable failure) {
        log.warn("{}-{}@{} is a dead letter: {}", inbox.topic(), inbox.partition(), inbox.offset(), reason.phrase());
        return new Outgoing(
                inbox, UNKNOWN, Outgoing.Outcome.DEAD_LETTER, List.of(DeadLetter.of(inbox, reason, failure)));
    }

    private static Outgoing broken(ConsumerRecord<byte[], byte[]> inbox, RuntimeException bug) {
        log.error("{}-{}@{} breaks the normalizer", inbox.topic(), inbox.partition(), inbox.offset(), bug);
        return deadLetter(inbox, DeadLetterReason.NOT_UNDERSTOOD, bug);
    }

    private ProducerRecord<byte[], byte[]> onTheWire(TypedEvent event) {
        return new ProducerRecord<>(
                event.topic(),
                null,
                event.timestamp().toEpochMilli(),
                event.key().getBytes(StandardCharsets.UTF_8),
                wire.encode(event.topic(), event.value()),
                event.cloudEvent().headers());
    }
}
