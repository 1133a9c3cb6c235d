package dev.waybill.analytics.topology;

import static dev.waybill.analytics.Shipments.inTransit;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.waybill.events.ShipmentMetrics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RecordHeaders;
import dev.waybill.testkit.StrangeRecords;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.kafka.common.errors.SerializationException;
import org.assertj.core.api.Condition;
import org.jspecify.annotations.NullUnmarked;

/** Snapshots of any bytes: dead letters where they cannot be read, and the fold goes on whatever they say. */
@NullUnmarked
class StrangeSnapshotsTest {

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());
    private static final String DEAD_LETTERS = "shipment-metrics-dlt";
    private static final BigDecimal MOST = new BigDecimal("99999999999999.99999");
    private static final Driven DRIVEN = new Driven();

    @AfterContainer
    static void stop() {
        DRIVEN.close();
    }

    @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
    void areFoldedOrPutAside(@ForAll long seed) {
        var random = new Random(seed);
        byte[] bytes = WIRE.encode("any", new StrangeRecords(random).any(ShipmentMetrics.class));
        for (int damage = random.nextInt(4); damage > 0; damage--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        byte[] told = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;

        assertThatCode(() -> DRIVEN.tell("shp_" + random.nextInt(6), told)).doesNotThrowAnyException();

        var letters = DRIVEN.sent(DEAD_LETTERS);
        assertThat(letters)
                .hasSize(readable(told) ? 0 : 1)
                .allSatisfy(letter -> assertThat(RecordHeaders.text(letter.headers(), DeadLetter.REASON))
                        .isEqualTo(DeadLetterReason.UNREADABLE.phrase()));
    }

    @Example
    void daysOfMoreDigitsThanCanBeToldAreUnknown() {
        byte[] told = WIRE.encode(
                "any",
                inTransit("shp_days")
                        .setCarrier("Longest")
                        .setFinalStatus("delivered")
                        .setActualDeliveryDays(MOST)
                        .build());
        byte[] most = MOST.unscaledValue().toByteArray();
        told[new String(told, ISO_8859_1).indexOf(new String(most, ISO_8859_1))] = Byte.MAX_VALUE;
        assertThat(readable(told)).isTrue();

        DRIVEN.tell("shp_days", told);

        assertThat(DRIVEN.carriers())
                .hasEntrySatisfying(
                        new Condition<>(key -> key.contains("Longest"), "of that carrier"),
                        new Condition<>(
                                row -> row.getDelivered() == 1 && row.getAvgDeliveryDays() == null, "without days"));
    }

    private static boolean readable(byte[] bytes) {
        try {
            return WIRE.decode(bytes, ShipmentMetrics.class) != null;
        } catch (SerializationException unreadable) {
            return false;
        }
    }
}
