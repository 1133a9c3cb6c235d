package dev.waybill.schemas.wire;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** {@link AvroWire} as Kafka's serializers. Null is a tombstone, both ways. */
public final class AvroSerde {

    private AvroSerde() {}

    /** Returns a serializer of any record. */
    public static <T extends SpecificRecord> Serializer<T> serializer(AvroWire wire) {
        return (topic, value) -> value == null ? null : wire.encode(topic, value);
    }

    /** Returns a deserializer of one type, failing as {@link AvroWire#decode} does. */
    public static <T extends SpecificRecord> Deserializer<T> deserializer(AvroWire wire, Class<T> type) {
        return (topic, bytes) -> bytes == null ? null : wire.decode(bytes, type);
    }

    /** Returns both as one. */
    public static <T extends SpecificRecord> Serde<T> of(AvroWire wire, Class<T> type) {
        return Serdes.serdeFrom(serializer(wire), deserializer(wire, type));
    }
}
