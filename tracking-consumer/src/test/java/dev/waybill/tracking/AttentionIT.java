package dev.waybill.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.events.AttentionAction;
import dev.waybill.events.AttentionActionType;
import dev.waybill.events.AttentionEvent;
import dev.waybill.events.AttentionReason;
import dev.waybill.schemas.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Attention into rows, whatever the order in which it is told. */
class AttentionIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Instant SINCE = Instant.parse("2026-11-01T12:00:00Z");

    private final RunningService service = RunningService.shared();

    @Test
    void theNewestTellingOfAReasonIsTheRowInAnyOrder() {
        var shipments = new ArrayList<String>();
        for (List<Integer> order : orders(List.of(0, 1, 2, 3))) {
            String shipment = "shp_" + UUID.randomUUID();
            shipments.add(shipment);
            order.forEach(one -> tell(history(shipment).get(one)));
            tell(history(shipment).get(order.get(0)));
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.sql("""
                                        select concat_ws(' ', raised, since, status, snapshot_offset, count(*))
                                        from shipment_attention where easypost_id = any(:shipments)
                                        group by raised, since, status, snapshot_offset
                                        """)
                                .param("shipments", shipments.toArray(String[]::new))
                                .query(String.class)
                                .list())
                        .containsExactly("t 2026-11-03 12:00:00+00 in_transit 12 " + shipments.size()));
    }

    @Test
    void whatAnOperatorDoesIsARowOnce() {
        String shipment = "shp_" + UUID.randomUUID();
        var action = AttentionAction.newBuilder()
                .setId("act_" + shipment)
                .setShipmentId(shipment)
                .setReason(AttentionReason.LATE)
                .setSince(SINCE)
                .setAction(AttentionActionType.RESOLVE)
                .setResolution("refunded")
                .setNote("nul \u0000 and more")
                .setDoneBy("default")
                .setDoneAt(SINCE.plusSeconds(60))
                .build();
        var unknown = AttentionAction.newBuilder(action)
                .setId("act_2" + shipment)
                .setResolution("eaten")
                .build();
        service.send(Topics.ATTENTION_ACTIONS, shipment, action);
        service.send(Topics.ATTENTION_ACTIONS, shipment, action);
        service.send(Topics.ATTENTION_ACTIONS, shipment, unknown);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.sql("""
                                        select concat_ws(' ', reason, action, resolution, note, done_by, since) from attention_actions
                                        where easypost_id = :shipment order by action_id
                                        """)
                                .param("shipment", shipment)
                                .query(String.class)
                                .list())
                        .containsExactly(
                                "late resolve nul  and more default 2026-11-01 12:00:00+00",
                                "late resolve refunded nul  and more default 2026-11-01 12:00:00+00"));
    }

    private void tell(AttentionEvent event) {
        service.send(Topics.ATTENTION_EVENTS, event.getShipmentId(), event);
    }

    /** Late, no longer, and late again: the last one by the snapshot that withdrew it. */
    private static List<AttentionEvent> history(String shipment) {
        return List.of(
                event(shipment, 7, true, SINCE),
                event(shipment, 9, false, SINCE),
                event(shipment, 12, false, SINCE.plus(Duration.ofDays(1))),
                event(shipment, 12, true, SINCE.plus(Duration.ofDays(2))));
    }

    private static AttentionEvent event(String shipment, long offset, boolean raised, Instant since) {
        return AttentionEvent.newBuilder()
                .setShipmentId(shipment)
                .setReason(AttentionReason.LATE)
                .setRaised(raised)
                .setSince(since)
                .setToldAt(since.plusSeconds(offset))
                .setSnapshotOffset(offset)
                .setMode("test")
                .setCarrier("USPS")
                .setService("Priority")
                .setStatus("in_transit")
                .build();
    }

    private static List<List<Integer>> orders(List<Integer> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        var orders = new ArrayList<List<Integer>>();
        for (Integer first : of) {
            var rest = new ArrayList<>(of);
            rest.remove(first);
            for (List<Integer> order : orders(rest)) {
                var one = new ArrayList<Integer>();
                one.add(first);
                one.addAll(order);
                orders.add(one);
            }
        }
        return orders;
    }
}
