package dev.waybill.analytics.topology;

import dev.waybill.analytics.figures.Amount;
import dev.waybill.analytics.figures.Breakdown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * State as bytes, in Avro's binary primitives without a schema. State is private to one application id: whoever changes a form raises the
 * version in it, and all state is folded anew.
 */
record Codec<T>(Write<T> write, Read<T> read) {

    private static final int LIKELY_LENGTH = 256;
    private static final EncoderFactory ENCODERS = new EncoderFactory().configureBufferSize(LIKELY_LENGTH);

    interface Write<T> {
        void to(Encoder out, T value) throws IOException;
    }

    interface Read<T> {
        T from(Decoder in) throws IOException;
    }

    static <E extends Enum<E>> Codec<E> enumeration(Class<E> type) {
        return new Codec<>((out, value) -> out.writeString(value.name()), in -> Enum.valueOf(type, in.readString()));
    }

    static <K extends Comparable<K>, A extends Amount<A>> Codec<Breakdown<K, A>> breakdown(
            Codec<K> keys, Codec<A> amounts) {
        return new Codec<>(
                (out, value) -> {
                    out.writeInt(value.parts().size());
                    for (var part : value.parts().entrySet()) {
                        keys.write.to(out, part.getKey());
                        amounts.write.to(out, part.getValue());
                    }
                },
                in -> {
                    var parts = new TreeMap<K, A>();
                    for (int left = in.readInt(); left > 0; left--) {
                        parts.put(keys.read.from(in), amounts.read.from(in));
                    }
                    return new Breakdown<>(parts);
                });
    }

    void writeOptional(Encoder out, @Nullable T value) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            write.to(out, value);
        }
    }

    @Nullable
    T readOptional(Decoder in) throws IOException {
        return in.readBoolean() ? read.from(in) : null;
    }

    Serde<T> serde() {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : encode(value),
                (topic, bytes) -> bytes == null ? null : decode(bytes));
    }

    byte[] encode(T value) {
        try {
            var bytes = new ByteArrayOutputStream(LIKELY_LENGTH);
            Encoder out = ENCODERS.binaryEncoder(bytes, null);
            write.to(out, value);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    T decode(byte[] bytes) {
        try {
            return read.from(DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
