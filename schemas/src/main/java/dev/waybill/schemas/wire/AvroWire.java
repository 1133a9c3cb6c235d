package dev.waybill.schemas.wire;

import dev.waybill.events.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Records to bytes and back, in the Confluent wire format. Safe for use by many threads. */
public final class AvroWire {

    private static final byte MAGIC = 0;
    private static final int HEADER = 5;

    /** Gathers numbers and short texts; a record has a buffer of its own, and Avro's of 2 KB would be most of what encoding one takes. */
    private static final EncoderFactory ENCODERS = new EncoderFactory().configureBufferSize(256);

    static {
        trustEvents();
    }

    private final SchemaIds ids;
    private final Map<Schema, DatumWriter<SpecificRecord>> writers = new ConcurrentHashMap<>();
    private final Map<Read, DatumReader<?>> readers = new ConcurrentHashMap<>();

    public AvroWire(SchemaIds ids) {
        this.ids = ids;
    }

    /** Returns the record of an event, with its attributes as headers; a tombstone for null. */
    public ProducerRecord<byte[], byte[]> record(
            String topic, String key, @Nullable SpecificRecord value, CloudEvent about) {
        return new ProducerRecord<>(
                topic,
                null,
                null,
                key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : encode(topic, value),
                about.headers());
    }

    /** Returns the wire form of a record for a topic. */
    public byte[] encode(String topic, SpecificRecord value) {
        Schema schema = value.getSchema();
        var out = new ByteArrayOutputStream(1024);
        out.write(MAGIC);
        out.writeBytes(ByteBuffer.allocate(4).putInt(ids.idOf(topic, schema)).array());
        try {
            BinaryEncoder encoder = ENCODERS.binaryEncoder(out, null);
            writers.computeIfAbsent(schema, AvroWire::writer).write(value, encoder);
            encoder.flush();
        } catch (IOException | AvroRuntimeException | ClassCastException broken) {
            throw new SerializationException("Cannot encode " + schema.getFullName(), broken);
        }
        return out.toByteArray();
    }

    /**
     * Returns the record that bytes hold, read as the type's own schema.
     *
     * @throws SerializationException when they hold no record of that type, or one with an unknown schema id
     */
    public <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
        if (bytes.length < HEADER || bytes[0] != MAGIC) {
            throw new SerializationException("Not in the Confluent wire format");
        }
        Schema writer = ids.schemaOf(ByteBuffer.wrap(bytes, 1, 4).getInt());
        DatumReader<?> reader = readers.computeIfAbsent(new Read(writer, type), AvroWire::reader);
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
            return type.cast(reader.read(null, decoder));
        } catch (IOException | RuntimeException broken) {
            throw new SerializationException("Cannot decode a " + type.getSimpleName(), broken);
        }
    }

    /** The same, read as the type of a schema. */
    public SpecificRecord decode(byte[] bytes, Schema schema) {
        Class<?> type = SpecificData.get().getClass(schema);
        return decode(bytes, type.asSubclass(SpecificRecord.class));
    }

    /** Avro's own would resolve the two schemas for each record again. */
    private static DatumReader<?> reader(Read read) {
        SpecificData data = SpecificData.getForClass(read.type);
        Schema reader = data.getSchema(read.type);
        if (!read.writer.getFullName().equals(reader.getFullName())) {
            throw new SerializationException(
                    "Holds a " + read.writer.getFullName() + " where a " + reader.getFullName() + " should be");
        }
        try {
            return data.getFastReaderBuilder().createDatumReader(read.writer, reader);
        } catch (IOException | AvroRuntimeException broken) {
            throw new SerializationException("Cannot read a " + reader.getFullName() + " as it was written", broken);
        }
    }

    private static DatumWriter<SpecificRecord> writer(Schema schema) {
        return new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema));
    }

    private static void trustEvents() {
        String events = Version.class.getPackageName() + ".";
        ClassSecurityValidator.ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        ClassSecurityValidator.setGlobal(type -> type.getName().startsWith(events) || before.isTrusted(type));
    }

    private record Read(Schema writer, Class<? extends SpecificRecord> type) {}
}
