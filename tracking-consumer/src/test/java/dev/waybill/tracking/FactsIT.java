package dev.waybill.tracking;

import static dev.waybill.tracking.Told.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.TrackingDetail;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RecordHeaders;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Events on the broker into rows and snapshots. */
class FactsIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Instant FIRST = Instant.parse("2026-03-02T16:01:00Z");
    private static final Instant LATER = Instant.parse("2026-03-05T18:00:00Z");
    private static final TrackingDetail[] SCANS = {
        scan("2026-03-03T08:00:00Z", "in_transit", "Oakland"),
        scan("2026-03-04T09:30:00Z", "out_for_delivery", "Toronto"),
        scan("2026-03-04T15:00:00Z", "delivered", "Toronto")
    };

    private final RunningService service = RunningService.shared();

    @Test
    void eventsBecomeRowsInEveryTable() {
        Told parcel = Told.any();
        service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
        service.send(Topics.TRACKING_EVENTS, parcel.shipment(), parcel.tracked(LATER, "delivered", SCANS));
        await().atMost(SOON)
                .until(() -> "delivered".equals(status(parcel)) && row(parcel).get("base_cost") != null);

        assertThat(row(parcel))
                .containsEntry("id", RowId.of(parcel.shipment()))
                .containsEntry("tracker_id", parcel.tracker())
                .containsEntry("mode", "test")
                .containsEntry("carrier", "USPS")
                .containsEntry("service", "GroundAdvantage")
                .containsEntry("base_cost", new BigDecimal("6.10000"))
                .containsEntry("currency", "USD")
                .containsEntry("from_address_id", RowId.of(parcel.address("from")))
                .containsEntry("return_address_id", RowId.of(parcel.address("from")))
                .containsEntry("parcel_id", RowId.of("prcl_" + parcel.suffix()))
                .containsEntry("customs_info_id", RowId.of(parcel.customsInfo()))
                .containsEntry("easypost_user_id", "user_1")
                .containsEntry("modified_by", "webhook")
                .containsEntry("tracker_scans", 3)
                .containsEntry("signed_by", null);
        assertThat(text("select options ->> 'n' from shipments where easypost_id = :key", parcel))
                .isEqualTo("1.50");
        assertThat(text(
                        "select extra_metadata -> 'told' ->> 'new_field' from shipments where easypost_id = :key",
                        parcel))
                .isEqualTo("[1, 2.50, \"x\"]");
        assertThat(text("select received_at::text from shipments where easypost_id = :key", parcel))
                .startsWith("2026-03-05 18:00:05");
        assertThat(service.sql("select weight from parcels where easypost_id = :key")
                        .param("key", "prcl_" + parcel.suffix())
                        .query(BigDecimal.class)
                        .single())
                .isEqualTo(new BigDecimal("10.20000"));
        assertThat(service.sql("select customs_items ->> 0 from customs_infos where easypost_id = :key")
                        .param("key", parcel.customsInfo())
                        .query(String.class)
                        .single())
                .contains("T-shirt", "\"hs_tariff_number\": \"123456\"");
        assertThat(service.sql(
                                "select count(*) from addresses where easypost_id in (:from, :to) and updated_at is null")
                        .param("from", parcel.address("from"))
                        .param("to", parcel.address("to"))
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThat(scans(parcel))
                .containsExactly(
                        "2026-03-03 08:00:00+00 in_transit Oakland 2026-03-03T08:00:00Z",
                        "2026-03-04 09:30:00+00 out_for_delivery Toronto 2026-03-04T09:30:00Z",
                        "2026-03-04 15:00:00+00 delivered Toronto 2026-03-04T15:00:00Z");
        Map<String, Object> figures = service.sql("select * from shipment_metrics where shipment_id = :id")
                .param("id", RowId.of(parcel.shipment()))
                .query()
                .singleRow();
        assertThat(figures)
                .containsEntry("final_status", "delivered")
                .containsEntry("counted", true)
                .containsEntry("tracking_updates_count", 3)
                .containsEntry("label_to_first_scan_seconds", 16L * 3600)
                .containsEntry("first_scan_to_delivery_seconds", 31L * 3600)
                .containsEntry("on_time", true);
        ShipmentMetrics snapshot = newestSnapshot(parcel);
        assertThat(snapshot.getStatus()).isEqualTo("delivered");
        assertThat(snapshot.getRevision()).isEqualTo(figures.get("revision"));
        List<Map<String, String>> headers = service.headers(Topics.SHIPMENT_METRICS, parcel.shipment());
        assertThat(headers.get(headers.size() - 1))
                .containsEntry("ce_id", parcel.shipment() + "/shipment-metrics/" + snapshot.getRevision())
                .containsEntry("ce_type", "dev.waybill.shipment-metrics");
    }

    @Test
    void takenBackScansLeaveAndAnOlderVersionChangesNothing() {
        Told parcel = Told.any();
        service.send(Topics.TRACKING_EVENTS, parcel.shipment(), parcel.tracked(FIRST, "delivered", SCANS));
        await().atMost(SOON).until(() -> scans(parcel).size() == 3);
        service.send(Topics.TRACKING_EVENTS, parcel.shipment(), parcel.tracked(LATER, "in_transit", SCANS[0]));
        await().atMost(SOON).until(() -> scans(parcel).size() == 1);
        service.send(Topics.TRACKING_EVENTS, parcel.shipment(), parcel.tracked(FIRST, "delivered", SCANS));
        awaitHandled();

        assertThat(scans(parcel)).hasSize(1);
        assertThat(status(parcel)).isEqualTo("in_transit");
    }

    /** Their ids are the same, and so the rows must be, however the versions were batched. */
    @Test
    void aScanIsWrittenAsTheNewestVersionTellsIt() {
        Told parcel = Told.any();
        TrackingDetail scan = TrackingDetail.newBuilder(SCANS[0])
                .setMessage("Arrived")
                .setSource(null)
                .build();
        TrackingDetail again = TrackingDetail.newBuilder(scan)
                .setMessage("Arrived ")
                .setSource("")
                .build();
        service.send(Topics.TRACKING_EVENTS, parcel.shipment(), parcel.tracked(FIRST, "in_transit", scan));
        await().atMost(SOON).until(() -> messages(parcel).equals(List.of("Arrived null")));

        service.send(Topics.TRACKING_EVENTS, parcel.shipment(), parcel.tracked(LATER, "in_transit", again));
        await().atMost(SOON).until(() -> messages(parcel).equals(List.of("Arrived  ")));
    }

    private List<String> messages(Told parcel) {
        return service.sql("""
                        select message || ' ' || coalesce(source, 'null') from shipment_events
                        where shipment_id = :id
                        """)
                .param("id", RowId.of(parcel.shipment()))
                .query(String.class)
                .list();
    }

    @Test
    void duplicatesAndReverseOrderChangeNothing() {
        List<Told> parcels = Stream.generate(Told::any).limit(20).toList();
        parcels.forEach(this::tellAll);
        awaitHandled();
        String before = dump(parcels);
        parcels.forEach(this::tellAll);
        awaitHandled();
        assertThat(dump(parcels)).isEqualTo(before);
        for (int i = parcels.size() - 1; i >= 0; i--) {
            Told parcel = parcels.get(i);
            service.send(Topics.TRACKING_EVENTS, parcel.shipment(), parcel.tracked(LATER, "delivered", SCANS));
            service.send(Topics.TRACKING_EVENTS, parcel.shipment(), parcel.tracked(FIRST, "in_transit", SCANS[0]));
            service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
        }
        awaitHandled();
        assertThat(dump(parcels)).isEqualTo(before).contains("delivered");
        assertThat(service.sql("select max(revision) from shipment_metrics where shipment_id = :id")
                        .param("id", RowId.of(parcels.get(0).shipment()))
                        .query(Long.class)
                        .single())
                .isLessThanOrEqualTo(3);
    }

    @Test
    void everyTouchedShipmentIsSentAgainThoughNothingChanged() {
        Told parcel = Told.any();
        service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
        await().atMost(SOON).until(() -> snapshots(parcel).size() == 1);
        service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
        await().atMost(SOON).until(() -> snapshots(parcel).size() == 2);
        assertThat(snapshots(parcel).get(1)).isEqualTo(snapshots(parcel).get(0));
    }

    @Test
    void aReplayGoesThroughTheSameHandler() {
        Told parcel = Told.any();
        service.send(Topics.TRACKING_EVENTS, parcel.shipment(), parcel.tracked(LATER, "delivered", SCANS));
        await().atMost(SOON).until(() -> scans(parcel).size() == 3);
        service.sql("delete from shipment_events where shipment_id = :id and status = 'delivered'")
                .param("id", RowId.of(parcel.shipment()))
                .update();
        service.sql("update shipments set status = 'error' where easypost_id = :key")
                .param("key", parcel.shipment())
                .update();
        service.send(Topics.TRACKING_REPLAY, parcel.shipment(), parcel.tracked(LATER, "delivered", SCANS));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(scans(parcel)).hasSize(3);
            assertThat(status(parcel)).isEqualTo("delivered");
        });
    }

    @Test
    void poisonGoesToItsDeadLettersAndItsNeighboursGoOn() {
        List<Told> parcels = Stream.generate(Told::any).limit(9).toList();
        Told bad = Told.any();
        for (int i = 0; i < parcels.size(); i++) {
            if (i == 4) {
                service.sendBytes(Topics.SHIPMENT_EVENTS, bad.shipment(), "no Avro".getBytes(StandardCharsets.UTF_8));
                service.send(
                        Topics.SHIPMENT_EVENTS, bad.shipment(), parcels.get(0).told(LATER));
                service.send(
                        Topics.TRACKING_EVENTS,
                        bad.shipment(),
                        bad.tracked(LATER, "in_transit", scan("-200000-01-01T00:00:00Z", "in_transit", "Ur")));
            }
            service.send(
                    Topics.SHIPMENT_EVENTS,
                    parcels.get(i).shipment(),
                    parcels.get(i).told(FIRST));
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(parcels).allMatch(parcel -> "purchased".equals(status(parcel))));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reasons(Topics.SHIPMENT_EVENTS, bad))
                        .containsExactly(DeadLetterReason.UNREADABLE.phrase(), DeadLetterReason.UNREADABLE.phrase()));
        assertThat(service.records(Topics.named(Topics.SHIPMENT_EVENTS).deadLetters())
                        .get(0)
                        .value())
                .isEqualTo("no Avro".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void killedConnectionsLoseAndDoubleNothing() {
        CompletableFuture<Void> killer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 30; i++) {
                service.sql("""
                        select count(pg_terminate_backend(pid)), pg_sleep(random() * 0.1) from pg_stat_activity
                        where usename = 'waybill_tracking' and datname = current_database()
                        """).query().singleRow();
            }
        });
        List<Told> parcels = Stream.generate(Told::any).limit(150).toList();
        parcels.forEach(this::tellAll);
        killer.join();
        await().atMost(SOON).until(() -> delivered(parcels) == parcels.size());
        assertThat(parcels).allSatisfy(parcel -> assertThat(scans(parcel)).hasSize(3));
        assertThat(parcels.stream()
                        .flatMap(parcel -> Stream.concat(
                                reasons(Topics.SHIPMENT_EVENTS, parcel).stream(),
                                reasons(Topics.TRACKING_EVENTS, parcel).stream())))
                .isEmpty();
    }

    private void tellAll(Told parcel) {
        service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
        service.send(Topics.TRACKING_EVENTS, parcel.shipment(), parcel.tracked(FIRST, "in_transit", SCANS[0]));
        service.send(Topics.TRACKING_EVENTS, parcel.shipment(), parcel.tracked(LATER, "delivered", SCANS));
    }

    /** Waits until each partition has handled a record that was sent after all others. */
    private void awaitHandled() {
        List<Told> last = Stream.generate(Told::any).limit(40).toList();
        last.forEach(parcel -> {
            service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
            service.send(Topics.TRACKING_EVENTS, parcel.shipment(), parcel.tracked(LATER, "delivered", SCANS));
        });
        await().atMost(SOON).until(() -> delivered(last) == last.size());
    }

    private List<String> reasons(String topic, Told parcel) {
        return service.records(Topics.named(topic).deadLetters()).stream()
                .filter(letter -> new String(letter.key(), StandardCharsets.UTF_8).equals(parcel.shipment()))
                .map(letter -> String.valueOf(RecordHeaders.text(letter.headers(), DeadLetter.REASON)))
                .toList();
    }

    private List<@Nullable ShipmentMetrics> snapshots(Told parcel) {
        return service.values(Topics.SHIPMENT_METRICS, parcel.shipment(), ShipmentMetrics.class);
    }

    private ShipmentMetrics newestSnapshot(Told parcel) {
        List<@Nullable ShipmentMetrics> all = snapshots(parcel);
        ShipmentMetrics newest = all.get(all.size() - 1);
        assertThat(newest).isNotNull();
        return newest;
    }

    private Map<String, Object> row(Told parcel) {
        return service.sql("select * from shipments where easypost_id = :key")
                .param("key", parcel.shipment())
                .query()
                .singleRow();
    }

    private long delivered(List<Told> parcels) {
        return service.sql(
                        "select count(*) from shipments where status = 'delivered' and base_cost is not null and easypost_id in (:keys)")
                .param("keys", parcels.stream().map(Told::shipment).toList())
                .query(Long.class)
                .single();
    }

    private @Nullable String status(Told parcel) {
        return service.sql("select status::text from shipments where easypost_id = :key")
                .param("key", parcel.shipment())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private String text(String sql, Told parcel) {
        return service.sql(sql)
                .param("key", parcel.shipment())
                .query(String.class)
                .single();
    }

    private List<String> scans(Told parcel) {
        return service.sql("""
                        select (event_datetime at time zone 'UTC')::text || '+00 ' || status || ' ' || (tracking_location ->> 'city')
                            || ' ' || told_as
                        from shipment_events where shipment_id = :id order by event_datetime
                        """)
                .param("id", RowId.of(parcel.shipment()))
                .query(String.class)
                .list();
    }

    /** Every row of the parcels, without bookkeeping. */
    private String dump(List<Told> parcels) {
        return service.sql("""
                        select string_agg(line, E'\\n' order by line) from (
                            select (to_jsonb(shipments) - 'fetch_requested_at')::text from shipments where easypost_id = any(:keys)
                            union all
                            select (to_jsonb(parcels))::text from parcels join shipments on parcel_id = parcels.id
                                where shipments.easypost_id = any(:keys)
                            union all
                            select (to_jsonb(customs_infos))::text from customs_infos join shipments on customs_info_id = customs_infos.id
                                where shipments.easypost_id = any(:keys)
                            union all
                            select (to_jsonb(shipment_events) - '{created_at,updated_at,received_at}'::text[])::text
                                from shipment_events join shipments on shipment_id = shipments.id where easypost_id = any(:keys)
                            union all
                            select (to_jsonb(shipment_metrics) - '{created_at,updated_at,revision}'::text[])::text
                                from shipment_metrics join shipments on shipment_id = shipments.id where easypost_id = any(:keys)
                        ) as lines(line)
                        """)
                .param(
                        "keys",
                        new org.springframework.jdbc.support.SqlArrayValue(
                                "text", parcels.stream().map(Told::shipment).toArray()))
                .query(String.class)
                .single();
    }
}
