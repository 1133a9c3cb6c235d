package dev.waybill.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.events.CostTotal;
import dev.waybill.events.Erasure;
import dev.waybill.events.FetchReason;
import dev.waybill.events.FetchRequest;
import dev.waybill.events.PersonalObject;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class AvroWireTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private final AvroWire wire = new AvroWire(BundledSchemas.catalogue());
    private final FetchRequest request = new FetchRequest("shp_1", FetchReason.NOT_TOLD, "test", null, NOON);

    @Test
    void whatIsEncodedIsDecoded() {
        byte[] bytes = wire.encode("fetch-requests", request);

        assertThat(bytes[0]).isZero();
        assertThat(wire.decode(bytes, FetchRequest.class)).isEqualTo(request);
    }

    @Test
    void anUnknownSchemaIdIsRefused() {
        byte[] bytes = wire.encode("fetch-requests", request);
        bytes[4]++;
        bytes[1] = 1;

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> wire.decode(bytes, FetchRequest.class))
                .withMessageContaining("Nobody knows schema id");
    }

    @Test
    void anotherTypeIsRefused() {
        byte[] bytes = wire.encode("erasures", new Erasure("adr_1", PersonalObject.ADDRESS, NOON, "api", null));

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> wire.decode(bytes, FetchRequest.class))
                .withMessageContaining("Erasure");
    }

    @Test
    void bytesThatAreNoRecordAreRefused() {
        byte[] bytes = wire.encode("fetch-requests", request);

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> wire.decode(Arrays.copyOf(bytes, bytes.length - 3), FetchRequest.class));
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> wire.decode(new byte[] {1, 2}, FetchRequest.class));
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> wire.encode("fetch-requests", new CostTotal()));
    }
}
