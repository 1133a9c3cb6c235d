package dev.waybill.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.waybill.schemas.topics.Topic;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.testkit.StrangeRecords;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Any bytes under the schema of any topic are a record or refused, and neither takes more memory than bytes of such length can tell. The
 * first byte says which schema. Jazzer finds it by its name; {@code .ci/fuzz} runs it.
 */
public final class AvroWireFuzz {

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());
    private static final int HEADER = 5;
    private static final int SEEDS_OF_EACH = 40;
    private static final long MOST_MEMORY = 4L << 20;
    private static final long MEMORY_OF_A_BYTE = 2_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<Class<? extends SpecificRecord>> TYPES = Topics.catalogue().stream()
            .map(Topic::schema)
            .filter(Objects::nonNull)
            .distinct()
            .<Class<? extends SpecificRecord>>map(AvroWireFuzz::type)
            .toList();
    private static final List<byte[]> VALID =
            IntStream.range(0, TYPES.size()).mapToObj(type -> valid(type, 0)).toList();

    private AvroWireFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            int type = (input[0] & 0xff) % TYPES.size();
            decoded(body(type, Arrays.copyOfRange(input, 1, input.length)), type);
        }
    }

    /** Writes records that keep to their schemas into a folder, for Jazzer to begin with. */
    public static void main(String[] folder) throws IOException {
        Path seeds = Files.createDirectories(Path.of(folder[0]));
        int number = 0;
        for (byte[] seed : seeds().toList()) {
            Files.write(seeds.resolve("seed-" + number++), seed);
        }
    }

    static Stream<byte[]> seeds() {
        return IntStream.range(0, TYPES.size())
                .boxed()
                .flatMap(type -> IntStream.range(0, SEEDS_OF_EACH).mapToObj(seed -> seed(type, valid(type, seed))));
    }

    /** Returns how many schemas there are. */
    static int types() {
        return TYPES.size();
    }

    private static void decoded(byte[] bytes, int type) {
        long most = MOST_MEMORY + MEMORY_OF_A_BYTE * bytes.length;
        if (memoryOf(bytes, type) > most) {
            // the first of its kind loads classes
            assertThat(memoryOf(bytes, type)).isLessThanOrEqualTo(most);
        }
    }

    private static long memoryOf(byte[] bytes, int type) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            assertThat(WIRE.decode(bytes, TYPES.get(type))).isInstanceOf(TYPES.get(type));
        } catch (SerializationException refused) {
            assertThat(refused).hasMessageStartingWith("Cannot decode a ");
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static byte[] body(int type, byte[] body) {
        return ByteBuffer.allocate(HEADER + body.length)
                .put(VALID.get(type), 0, HEADER)
                .put(body)
                .array();
    }

    private static byte[] seed(int type, byte[] bytes) {
        return ByteBuffer.allocate(1 + bytes.length - HEADER)
                .put((byte) type)
                .put(bytes, HEADER, bytes.length - HEADER)
                .array();
    }

    private static byte[] valid(int type, int seed) {
        return WIRE.encode("any", new StrangeRecords(new Random(seed)).any(TYPES.get(type)));
    }

    private static Class<? extends SpecificRecord> type(Schema schema) {
        Class<?> type = SpecificData.get().getClass(schema);
        return type.asSubclass(SpecificRecord.class);
    }
}
