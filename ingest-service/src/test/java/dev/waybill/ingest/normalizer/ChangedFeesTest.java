package dev.waybill.ingest.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.FetchReason;
import dev.waybill.events.FetchRequest;
import dev.waybill.events.Source;
import dev.waybill.ingest.normalizer.mapping.InboxRecord;
import dev.waybill.ingest.normalizer.mapping.Normalizer;
import dev.waybill.ingest.normalizer.mapping.TypedEvent;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.testkit.Recordings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChangedFeesTest {

    private static final Instant NOW = Instant.parse("2025-06-20T10:00:00Z");
    private static final EasyPostKeys ONE_KEY = new EasyPostKeys("EZTEST", Map.of());
    private static final EasyPostKeys NO_KEY = new EasyPostKeys(" ", Map.of());

    @BeforeAll
    static void avroTrustsTheEventsOnceTheWireIsThere() {
        assertThat(new AvroWire(BundledSchemas.catalogue())).isNotNull();
    }

    @Test
    void refundAsksForItsShipment() {
        List<TypedEvent> asked = asked(ONE_KEY, Source.WEBHOOK, NOW.minusSeconds(1));

        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.topic()).isEqualTo("fetch-requests");
            assertThat(request.key()).isEqualTo("shp_e2b01acfa9ce40a1beabb08665cac06d");
            assertThat(request.cloudEvent().type()).isEqualTo("dev.waybill.fetch.requested");
            assertThat(request.value())
                    .isEqualTo(new FetchRequest(
                            "shp_e2b01acfa9ce40a1beabb08665cac06d",
                            FetchReason.FEES_CHANGED,
                            "unknown",
                            "user_9",
                            NOW.minusSeconds(1)));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "refund.successful, Refund, rfnd_1",
        "insurance.purchased, Insurance, ins_1",
        "shipment.invoice.created, ShipmentInvoice, shpinvoice_1",
        "shipment.deleted, Shipment, shp_1",
    })
    void everyKindThatChangesFeesAsksForItsShipment(String type, String object, String id) {
        String event = """
                {"object": "Event", "id": "evt_1", "description": "%s", "mode": "test", "user_id": "user_9",
                 "result": {"object": "%s", "id": "%s", "shipment_id": "shp_1", "updated_at": "2025-06-20T09:00:00Z"}}
                """.formatted(type, object, id);

        assertThat(asked(ONE_KEY, Source.WEBHOOK, NOW, event.getBytes(StandardCharsets.UTF_8)))
                .extracting(TypedEvent::key)
                .containsExactly("shp_1");
    }

    @Test
    void aToldOrRestoredShipmentAsksForNothing() {
        String restored = """
                {"object": "Event", "id": "evt_2", "description": "shipment.restored",
                 "result": {"object": "Shipment", "id": "shp_1", "updated_at": "2025-06-20T09:00:00Z"}}
                """;

        assertThat(asked(ONE_KEY, Source.WEBHOOK, NOW, restored.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(asked(ONE_KEY, Source.POSTED, NOW, recorded("shipments.ndjson")))
                .isEmpty();
    }

    @Test
    void keyOfAnAccountWillDo() {
        var keys = new EasyPostKeys(null, Map.of("user_1", "EZ1"));

        assertThat(asked(keys, Source.IMPORTED, NOW)).hasSize(1);
        assertThat(keys.toString()).doesNotContain("EZ1");
    }

    @Test
    void nobodyIsAskedWithoutAKey() {
        assertThat(asked(NO_KEY, Source.WEBHOOK, NOW)).isEmpty();
    }

    @Test
    void whatIsOlderThanADayAsksForNothing() {
        assertThat(asked(ONE_KEY, Source.WEBHOOK, NOW.minus(Duration.ofDays(1))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Source.class, names = "FETCHED")
    void whatWasFetchedAsksForNothing(Source source) {
        assertThat(asked(ONE_KEY, source, NOW)).isEmpty();
    }

    private static List<TypedEvent> asked(EasyPostKeys keys, Source source, Instant receivedAt) {
        return asked(keys, source, receivedAt, recorded("refunds.ndjson"));
    }

    private static byte[] recorded(String file) {
        return Recordings.lines(file).get(0).getBytes(StandardCharsets.UTF_8);
    }

    private static List<TypedEvent> asked(EasyPostKeys keys, Source source, Instant receivedAt, byte[] body) {
        var events = Normalizer.normalize(new InboxRecord(body, receivedAt, source, "user_9"));
        return new ChangedFees(keys, Clock.fixed(NOW, ZoneOffset.UTC)).askedBy(events);
    }
}
