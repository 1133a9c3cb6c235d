package dev.waybill.analytics.topology;

import static dev.waybill.analytics.Shipments.delivered;
import static dev.waybill.analytics.Shipments.inTransit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.waybill.events.StatusEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.schemas.wire.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class StatusEventsTest {

    private final Driven driven = new Driven();

    @AfterEach
    void stop() {
        driven.close();
    }

    @Test
    void theFirstStatusIsToldWithoutAPreviousOne() {
        driven.tell(inTransit("shp_1")
                .setTrackerId("trk_1")
                .setTrackingCode("EZ1")
                .setAccount("user_1")
                .setStatusDetail("arrived_at_facility")
                .setRevision(7));
        assertThat(driven.statusEvents())
                .containsExactly(StatusEvent.newBuilder()
                        .setShipmentId("shp_1")
                        .setTrackerId("trk_1")
                        .setTrackingCode("EZ1")
                        .setMode("production")
                        .setAccount("user_1")
                        .setCarrier("USPS")
                        .setService("Priority")
                        .setStatus("in_transit")
                        .setStatusDetail("arrived_at_facility")
                        .setStatusAt(Instant.parse("2024-07-31T10:00:00Z"))
                        .setRevision(7)
                        .build());
    }

    @Test
    void everyChangeOfStatusOrDetailIsToldOnce() {
        driven.tell(inTransit("shp_1"));
        driven.tell(inTransit("shp_1"));
        driven.tell(inTransit("shp_1").setStatusDetail("departed_facility").setRevision(2));
        driven.tell(inTransit("shp_1").setStatusDetail("departed_facility").setRevision(3));
        driven.tell(delivered("shp_1", "2", true).setRevision(4));
        assertThat(driven.statusEvents())
                .extracting(
                        StatusEvent::getPreviousStatus,
                        StatusEvent::getPreviousStatusDetail,
                        StatusEvent::getStatus,
                        StatusEvent::getStatusDetail)
                .containsExactly(
                        tuple(null, null, "in_transit", null),
                        tuple("in_transit", null, "in_transit", "departed_facility"),
                        tuple("in_transit", "departed_facility", "delivered", null));
    }

    @Test
    void aNewFoldTellsNothingThatAnOlderOneHasTold() {
        try (var anew = new Driven(new Handled(Map.of(0, 2L)))) {
            anew.tell(inTransit("shp_1"));
            anew.tell(inTransit("shp_2"));
            anew.tell(inTransit("shp_1").setRevision(2));
            anew.tell(delivered("shp_1", "2", true).setRevision(3));
            anew.tell(inTransit("shp_3"));
            assertThat(anew.statusEvents())
                    .extracting(StatusEvent::getShipmentId, StatusEvent::getPreviousStatus, StatusEvent::getStatus)
                    .containsExactly(tuple("shp_1", "in_transit", "delivered"), tuple("shp_3", null, "in_transit"));
            assertThat(anew.carriers().values())
                    .last()
                    .satisfies(row -> assertThat(row.getTotalShipments()).isEqualTo(3));
        }
    }

    @Test
    void aQuotesStatusIsToldThoughItIsInNoRollup() {
        driven.tell(inTransit("shp_1").setStatus("created").setCounted(false));
        assertThat(driven.statusEvents()).extracting(StatusEvent::getStatus).containsExactly("created");
        assertThat(driven.carriers()).isEmpty();
        assertThat(driven.summaries()).isEmpty();
    }

    @Test
    void theEventHasHeadersOfItsOwn() {
        var strange = new RecordHeaders().add("ce_id", "evt_1/told/shp_1".getBytes(StandardCharsets.UTF_8));
        var wire = new AvroWire(BundledSchemas.catalogue());
        driven.tell(new TestRecord<>(
                "shp_1".getBytes(StandardCharsets.UTF_8),
                wire.encode(
                        Topics.SHIPMENT_METRICS,
                        inTransit("shp_1").setRevision(9).build()),
                strange,
                Instant.parse("2024-08-01T00:00:00Z")));
        var event = driven.sent(Topics.STATUS_EVENTS).get(0);
        assertThat(event.key()).isEqualTo("shp_1");
        assertThat(CloudEvent.idIn(event.headers())).isEqualTo("shp_1/status/9/in_transit");
        assertThat(CloudEvent.typeIn(event.headers())).isEqualTo("dev.waybill.status-events");
        assertThat(event.headers().headers("ce_id")).hasSize(1);
    }

    /** The detail is none of the figures that a revision counts, and who drops repeats must not drop it. */
    @Test
    void anotherDetailOfTheSameRevisionIsAnotherEvent() {
        driven.tell(inTransit("shp_1"));
        driven.tell(inTransit("shp_1").setStatusDetail("departed_facility"));
        assertThat(driven.sent(Topics.STATUS_EVENTS))
                .extracting(event -> CloudEvent.idIn(event.headers()))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }
}
