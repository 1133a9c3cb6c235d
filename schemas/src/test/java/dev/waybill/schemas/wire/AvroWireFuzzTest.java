package dev.waybill.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jazzer begins with, and a lie about a length wherever one may stand. */
class AvroWireFuzzTest {

    private static final List<byte[]> SEEDS = AvroWireFuzz.seeds().toList();

    @Test
    void thereAreSeedsOfEverySchema() {
        assertThat(SEEDS.stream().map(seed -> seed[0]).distinct()).hasSize(AvroWireFuzz.types());
    }

    @Test
    void seedsAreRecords() {
        assertThat(SEEDS)
                .allSatisfy(seed -> assertThatCode(() -> AvroWireFuzz.fuzzerTestOneInput(seed))
                        .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @ValueSource(longs = {2_147_483_647, 2_147_483_639, 300_000_000, -2_147_483_647, Long.MAX_VALUE, Long.MIN_VALUE})
    void aLengthThatIsALieTakesNoMemory(long length) throws IOException {
        for (int type = 0; type < AvroWireFuzz.types(); type++) {
            byte[] seed = SEEDS.get(type * SEEDS.size() / AvroWireFuzz.types());
            for (int at = 1; at < seed.length; at += 1 + seed.length / 500) {
                byte[] lie = lie(seed, at, length);
                assertThatCode(() -> AvroWireFuzz.fuzzerTestOneInput(lie)).doesNotThrowAnyException();
            }
        }
    }

    private static byte[] lie(byte[] seed, int at, long length) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(seed, 0, at);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        encoder.writeLong(length);
        encoder.flush();
        bytes.write(seed, at, seed.length - at);
        return bytes.toByteArray();
    }
}
