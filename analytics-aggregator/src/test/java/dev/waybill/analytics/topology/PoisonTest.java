package dev.waybill.analytics.topology;

import static dev.waybill.analytics.Shipments.inTransit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.StatusEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RecordHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class PoisonTest {

    private static final String DEAD_LETTERS = "shipment-metrics-dlt";

    private final Driven driven = new Driven();

    @AfterEach
    void stop() {
        driven.close();
    }

    @Test
    void whatCannotBeReadIsPutAsideAndItsNeighboursGoOn() {
        driven.tell(inTransit("shp_1"));
        driven.tell("shp_1", "no avro".getBytes(StandardCharsets.UTF_8));
        driven.tell(inTransit("shp_2"));
        var letter = driven.sent(DEAD_LETTERS).get(0);
        assertThat(letter.key()).isEqualTo("shp_1");
        assertThat(letter.value()).asString().isEqualTo("no avro");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.REASON))
                .isEqualTo(DeadLetterReason.UNREADABLE.phrase());
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.TOPIC)).isEqualTo(Topics.SHIPMENT_METRICS);
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.OFFSET)).isEqualTo("1");
        assertThat(driven.carriers().values())
                .last()
                .satisfies(row -> assertThat(row.getTotalShipments()).isEqualTo(2));
        assertThat(driven.metrics
                        .counter("waybill.dead.letters", "topic", Topics.SHIPMENT_METRICS)
                        .count())
                .isOne();
    }

    @Test
    void anotherTypesRecordIsPutAside() {
        var wire = new AvroWire(BundledSchemas.catalogue());
        var other = StatusEvent.newBuilder()
                .setShipmentId("shp_1")
                .setMode("test")
                .setCarrier("USPS")
                .setService("Priority")
                .setStatus("delivered")
                .setRevision(1)
                .build();
        driven.tell("shp_1", wire.encode(Topics.STATUS_EVENTS, other));
        assertThat(driven.sent(DEAD_LETTERS)).hasSize(1);
        assertThat(driven.statusEvents()).isEmpty();
    }

    @Test
    void aRecordWithoutAKeyIsPutAside() {
        driven.tell(new TestRecord<>(null, new byte[] {1}));
        assertThat(driven.sent(DEAD_LETTERS))
                .singleElement()
                .satisfies(letter -> assertThat(RecordHeaders.text(letter.headers(), DeadLetter.REASON))
                        .isEqualTo("no key"));
    }

    @Test
    void aTombstoneTakesTheShipmentOutOfEverything() {
        driven.tell(inTransit("shp_1"));
        driven.statusEvents();
        driven.tell("shp_1", null);
        driven.tell("shp_unknown", null);
        assertThat(driven.carriers()).containsValue(null).hasSize(1);
        assertThat(driven.statusEvents()).isEmpty();
        assertThat(driven.sent(DEAD_LETTERS)).isEmpty();
    }
}
