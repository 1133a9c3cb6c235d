package dev.waybill.console.topics;

import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroJson;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.RegistryAwayException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record as subscribers get it.
 *
 * @param record where it stands, and its headers
 * @param key null for a record without one
 * @param value null for a tombstone
 */
public record Event(
        EventType type,
        ConsumerRecord<byte[], byte[]> record,
        @Nullable String key,
        @Nullable SpecificRecord value) {

    /**
     * Reads a record of one of the topics that subscribers listen to.
     *
     * @return nothing when it cannot be read: then it is none of its topic's
     * @throws RegistryAwayException when it cannot be read now
     */
    public static Optional<Event> of(ConsumerRecord<byte[], byte[]> record, AvroWire wire) {
        EventType type = EventType.of(record.topic());
        String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            return Optional.of(new Event(type, record, key, null));
        }
        try {
            SpecificRecord value = wire.decode(
                    record.value(),
                    Objects.requireNonNull(Topics.named(record.topic()).schema()));
            return Optional.of(new Event(type, record, key, value));
        } catch (RegistryAwayException away) {
            throw away;
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    /** Returns what it tells of, as far as a filter asks. */
    public Told told() {
        return value == null ? Told.ofKey(key) : Told.of(key, value);
    }

    /** Returns what it says; of a tombstone, which key is deleted. */
    public ObjectNode data() {
        return value == null
                ? JsonNodeFactory.instance.objectNode().put("deleted", key)
                : AvroJson.write(value, Set.of());
    }
}
