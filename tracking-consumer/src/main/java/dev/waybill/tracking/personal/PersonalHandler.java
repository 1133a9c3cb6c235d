package dev.waybill.tracking.personal;

import dev.waybill.events.Erasure;
import dev.waybill.events.PersonalData;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import dev.waybill.tracking.batch.BatchHandler;
import dev.waybill.tracking.personal.PersonalRecord.Told;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of people into rows. Key: the address, shipment or tracker; an erasure has the key of what it erases. Ordering: none needed, the newest version wins and an erasure wins for good. A duplicate: changes nothing. A poison record: to its
 * dead letters.
 */
final class PersonalHandler implements BatchHandler<PersonalRecord> {

    private final AvroWire wire;
    private final PersonalTables tables;
    private final Clock clock;

    PersonalHandler(AvroWire wire, PersonalTables tables, Clock clock) {
        this.wire = wire;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public PersonalRecord read(ConsumerRecord<byte[], byte[]> told) {
        if (told.key() == null) {
            throw new IllegalArgumentException("no key");
        }
        String key = new String(told.key(), StandardCharsets.UTF_8);
        PersonalRecord record = read(told, key);
        if (!record.id().equals(key)) {
            throw new IllegalArgumentException("the record's key is not its id");
        }
        return record;
    }

    private PersonalRecord read(ConsumerRecord<byte[], byte[]> told, String key) {
        boolean erasure = told.topic().equals(Topics.ERASURES);
        if (told.value() == null) {
            if (erasure) {
                throw new IllegalArgumentException("an erasure is never taken back");
            }
            return new PersonalRecord.Gone(key);
        }
        return erasure
                ? new PersonalRecord.Erased(wire.decode(told.value(), Erasure.class))
                : new Told(wire.decode(told.value(), PersonalData.class));
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> handle(List<PersonalRecord> batch) {
        return tables.write(batch).stream().map(this::answer).toList();
    }

    private ProducerRecord<byte[], byte[]> answer(Answer answer) {
        if (answer instanceof Answer.Newer newer) {
            String id = newer.told().getId();
            return record(
                    Topics.PERSONAL_DATA,
                    id,
                    newer.known(),
                    "told",
                    newer.told().getVersion().getHash());
        }
        if (answer instanceof Answer.Forgotten forgotten) {
            return record(Topics.PERSONAL_DATA, forgotten.id(), null, "forgotten", forgotten.because());
        }
        Erasure erasure = ((Answer.Erased) answer).erasure();
        return record(
                Topics.ERASURES,
                erasure.getId(),
                erasure,
                "erased",
                erasure.getRequestedAt().toString());
    }

    /** What answers the same has the same id. */
    private ProducerRecord<byte[], byte[]> record(
            String topic, String key, @Nullable SpecificRecord value, String kind, String because) {
        String id = key + "/personal-data." + kind + "/" + because;
        return wire.record(
                topic, key, value, new CloudEvent(id, "dev.waybill.personal-data." + kind, SOURCE, clock.instant()));
    }
}
