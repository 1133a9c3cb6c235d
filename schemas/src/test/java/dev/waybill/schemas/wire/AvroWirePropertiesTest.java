package dev.waybill.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.OperationEvent;
import dev.waybill.events.PersonalData;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.TrackingEvent;
import dev.waybill.testkit.StrangeRecords;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Bytes of any kind are a record or are refused: nothing else is thrown, and a length that is a lie takes no memory. */
class AvroWirePropertiesTest {

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());

    @Property
    void whatKeepsToItsSchemaComesBackAsItWas(
            @ForAll("types") Class<? extends SpecificRecord> type, @ForAll long seed) {
        byte[] bytes = encoded(type, new Random(seed));

        assertThat(WIRE.encode("any", WIRE.decode(bytes, type))).hasSameSizeAs(bytes);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void damagedRecordsAreRecordsOrRefused(@ForAll("types") Class<? extends SpecificRecord> type, @ForAll long seed) {
        var random = new Random(seed);
        byte[] bytes = encoded(type, random);
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        tried(random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length)), type);
    }

    @Property
    void noiseUnderAKnownSchemaIsARecordOrRefused(
            @ForAll("types") Class<? extends SpecificRecord> type, @ForAll @Size(max = 200) byte[] noise) {
        byte[] header = encoded(type, new Random(1));
        tried(ByteBuffer.allocate(5 + noise.length).put(header, 0, 5).put(noise).array(), type);
    }

    @Property
    void noiseIsRefused(@ForAll("types") Class<? extends SpecificRecord> type, @ForAll byte[] noise) {
        assertThat(tried(noise, type)).isFalse();
    }

    private static byte[] encoded(Class<? extends SpecificRecord> type, Random random) {
        return WIRE.encode("any", new StrangeRecords(random).any(type));
    }

    /** Tells whether bytes are a record; fails with anything but their refusal. */
    private static boolean tried(byte[] bytes, Class<? extends SpecificRecord> type) {
        try {
            WIRE.decode(bytes, type);
            return true;
        } catch (SerializationException refused) {
            return false;
        }
    }

    @Provide
    Arbitrary<Class<? extends SpecificRecord>> types() {
        return Arbitraries.of(List.of(
                ShipmentEvent.class,
                TrackingEvent.class,
                PersonalData.class,
                OperationEvent.class,
                ShipmentMetrics.class));
    }
}
