package dev.waybill.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.events.ListedTracker;
import dev.waybill.events.TrackerListing;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconciliationIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Instant TOLD = Instant.parse("2026-03-04T12:00:00Z");

    private final RunningService service = RunningService.shared();
    private final String id = "rec_" + UUID.randomUUID();

    @Test
    void whatNoWebhookHasToldIsFoundOnceAndTakenIn() {
        Told known = Told.any();
        Told behind = Told.any();
        String nobodys = "trk_" + UUID.randomUUID().toString().replace("-", "");
        service.send(Topics.TRACKING_EVENTS, known.shipment(), known.tracked(TOLD, "in_transit"));
        service.send(Topics.TRACKING_EVENTS, behind.shipment(), behind.tracked(TOLD, "in_transit"));
        await().atMost(SOON).until(() -> told(known) && told(behind));

        var listing = new TrackerListing(
                id,
                "user_1",
                TOLD.plus(Duration.ofHours(2)),
                List.of(
                        listed(known.tracker(), known.shipment(), TOLD),
                        listed(behind.tracker(), behind.shipment(), TOLD.plus(Duration.ofHours(1))),
                        listed(nobodys, null, TOLD)));
        service.send(Topics.TRACKER_LISTINGS, id, listing);
        service.send(Topics.TRACKER_LISTINGS, id, listing);

        await().atMost(SOON).until(() -> missed().size() == 2);
        assertThat(missed())
                .containsExactlyInAnyOrder(
                        behind.tracker() + " 2026-03-04 13:00:00+00 2026-03-04 12:00:00+00",
                        nobodys + " 2026-03-04 12:00:00+00");
        await().atMost(SOON).until(() -> taken().size() >= 2);
        assertThat(taken()).allSatisfy(record -> {
            assertThat(RecordHeaders.text(record.headers(), RecordHeaders.SOURCE))
                    .isEqualTo("imported");
            assertThat(RecordHeaders.text(record.headers(), RecordHeaders.ACCOUNT))
                    .isEqualTo("user_1");
        });
        assertThat(taken())
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .contains(body(behind.tracker()), body(nobodys))
                .doesNotContain(body(known.tracker()));
    }

    private boolean told(Told parcel) {
        return service.sql(
                                "select count(*) from shipments where tracker_id = :tracker and tracker_updated_at is not null")
                        .param("tracker", parcel.tracker())
                        .query(Long.class)
                        .single()
                == 1;
    }

    private List<String> missed() {
        return service.sql("""
                        select concat_ws(' ', tracker_id, tracker_updated_at, known_updated_at) from missed_webhooks
                        where reconciliation_id = :id
                        """).param("id", id).query(String.class).list();
    }

    private List<ConsumerRecord<byte[], byte[]>> taken() {
        return service.records(Topics.INBOX).stream()
                .filter(record -> id.equals(RecordHeaders.text(record.headers(), RecordHeaders.OPERATION)))
                .toList();
    }

    private static ListedTracker listed(String tracker, @Nullable String shipment, Instant updatedAt) {
        return ListedTracker.newBuilder()
                .setTrackerId(tracker)
                .setShipmentId(shipment)
                .setCarrier("USPS")
                .setMode("test")
                .setUpdatedAt(updatedAt)
                .setBody(body(tracker))
                .build();
    }

    private static String body(String tracker) {
        return "{\"id\":\"" + tracker + "\"}";
    }
}
