package dev.waybill.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.events.ActivityEvent;
import dev.waybill.events.Erasure;
import dev.waybill.events.FetchRequest;
import dev.waybill.events.OperationError;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.PersonalData;
import dev.waybill.events.PersonalObject;
import dev.waybill.events.SystemMetric;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.tracking.batch.Listeners;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** People, operations, reports and fetch requests: what is not folded from events of shipments. */
class PeopleIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Instant FIRST = Instant.parse("2026-03-02T16:01:00Z");
    private static final Instant LATER = Instant.parse("2026-03-05T18:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                "--waybill.tracking.fetch.interval=300ms",
                "--waybill.tracking.fetch.patience=0s",
                "--waybill.tracking.fetch.give-up=36500d");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anAddressIsFilledBeforeAndAfterItIsNamed() {
        Told parcel = Told.any();
        service.send(Topics.PERSONAL_DATA, parcel.address("from"), parcel.person("from", FIRST, "Ada"));
        await().atMost(SOON).until(() -> "Ada".equals(name(parcel, "from")));
        service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
        await().atMost(SOON).until(() -> exists(parcel, "to"));
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), parcel.person("to", FIRST, "Bob"));
        await().atMost(SOON).until(() -> "Bob".equals(name(parcel, "to")));

        assertThat(service.sql(
                                "select street1, zip, verifications ->> 'zip4' as zip4, search @@ 'montgomery' as found from addresses where easypost_id = :id")
                        .param("id", parcel.address("from"))
                        .query()
                        .singleRow())
                .containsEntry("street1", "417 Montgomery St")
                .containsEntry("zip", "94104")
                .containsEntry("zip4", "{\"success\": true}")
                .containsEntry("found", true);
    }

    @Test
    void anOlderRecordIsAnsweredWithTheNewerContent() {
        Told parcel = Told.any();
        String id = parcel.address("from");
        service.send(Topics.PERSONAL_DATA, id, parcel.person("from", LATER, "Newer"));
        await().atMost(SOON).until(() -> "Newer".equals(name(parcel, "from")));
        service.send(Topics.PERSONAL_DATA, id, parcel.person("from", FIRST, "Older"));
        await().atMost(SOON).until(() -> people(id).size() == 3);

        PersonalData last = people(id).get(2);
        assertThat(version(last))
                .isEqualTo(parcel.person("from", LATER, "Newer").getVersion());
        assertThat(last)
                .extracting(PersonalData::getName, PersonalData::getStreet1)
                .containsExactly("Newer", "417 Montgomery St");
        assertThat(name(parcel, "from")).isEqualTo("Newer");
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), parcel.person("to", FIRST, "Other"));
        await().atMost(SOON).until(() -> "Other".equals(name(parcel, "to")));
        assertThat(people(id)).as("an answer is not answered").hasSize(3);
    }

    @Test
    void whoSignedComesInEitherOrderUnderItsOwnVersion() {
        Told parcel = Told.any();
        service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(LATER, "J. Doe"));
        service.send(Topics.PERSONAL_DATA, parcel.shipment(), parcel.customsSignature(FIRST, "C. Signer"));
        await().atMost(SOON).until(() -> "J. Doe".equals(signedBy(parcel)) && "C. Signer".equals(signer(parcel)));
        service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
        service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(FIRST, "Nobody"));
        await().atMost(SOON).until(() -> people(parcel.tracker()).size() == 3);
        await().atMost(SOON).until(() -> exists(parcel, "to"));

        assertThat(signedBy(parcel)).isEqualTo("J. Doe");
        assertThat(signer(parcel)).isEqualTo("C. Signer");
        assertThat(people(parcel.tracker()).get(2))
                .extracting(PersonalData::getSignedBy)
                .isEqualTo("J. Doe");
        assertThat(service.sql("select contents_type from customs_infos where easypost_id = :id")
                        .param("id", parcel.customsInfo())
                        .query(String.class)
                        .single())
                .isEqualTo("merchandise");
    }

    @Test
    void whoWasErasedStaysErasedWhateverIsToldAgain() {
        Told parcel = Told.any();
        service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
        service.send(
                Topics.TRACKING_EVENTS,
                parcel.shipment(),
                parcel.tracked(FIRST, "delivered", Told.scan("2026-03-04T15:00:00Z", "delivered", "Toronto")));
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), parcel.person("to", FIRST, "Ada"));
        service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(FIRST, "Ada"));
        service.send(Topics.PERSONAL_DATA, parcel.shipment(), parcel.customsSignature(FIRST, "Ada"));
        await().atMost(SOON)
                .until(() -> "Ada".equals(name(parcel, "to"))
                        && "Ada".equals(signedBy(parcel))
                        && "Ada".equals(signer(parcel))
                        && "delivered".equals(status(parcel))
                        && exists(parcel, "from"));

        erase(parcel.address("to"), PersonalObject.ADDRESS);
        erase(parcel.tracker(), PersonalObject.TRACKER);
        erase(parcel.shipment(), PersonalObject.SHIPMENT);
        await().atMost(SOON)
                .until(() -> name(parcel, "to") == null && signedBy(parcel) == null && signer(parcel) == null);
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), parcel.person("to", LATER, "Ada"));
        service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(LATER, "Ada"));
        service.send(Topics.PERSONAL_DATA, parcel.shipment(), parcel.customsSignature(LATER, "Ada"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(List.of(parcel.address("to"), parcel.tracker(), parcel.shipment()))
                        .allSatisfy(id -> {
                            List<@Nullable PersonalData> told = people(id);
                            assertThat(told.get(told.size() - 1)).as(id).isNull();
                        }));

        assertThat(service.sql(
                                "select to_jsonb(addresses) - '{id,easypost_id,search}'::text[] from addresses where easypost_id = :id")
                        .param("id", parcel.address("to"))
                        .query(String.class)
                        .single())
                .doesNotContain("Ada", "Montgomery", "94104", "San Francisco");
        assertThat(signedBy(parcel)).isNull();
        assertThat(signer(parcel)).isNull();
        assertThat(service.sql("select destination ->> 'city' from shipments where easypost_id = :id")
                        .param("id", parcel.shipment())
                        .query(String.class)
                        .single())
                .as("figures stay")
                .isEqualTo("Toronto");
    }

    @Test
    void aTombstoneBlanksTheRow() {
        Told parcel = Told.any();
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), parcel.person("to", FIRST, "Ada"));
        await().atMost(SOON).until(() -> "Ada".equals(name(parcel, "to")));
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), null);
        await().atMost(SOON).until(() -> name(parcel, "to") == null);
        assertThat(service.sql("select erased_at is not null from addresses where easypost_id = :id")
                        .param("id", parcel.address("to"))
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void operationsBecomeRowsAndTheNewestWins() {
        String id = "batch_" + UUID.randomUUID();
        service.send(Topics.OPERATION_EVENTS, id, operation(id, LATER, "purchased", 10));
        service.send(Topics.OPERATION_EVENTS, id, operation(id, FIRST, "creating", 1));
        String claim = "clm_" + UUID.randomUUID();
        service.send(
                Topics.OPERATION_EVENTS,
                claim,
                OperationEvent.newBuilder(operation(claim, FIRST, "x", 1))
                        .setOperationType("claim")
                        .build());
        String last = "op_" + UUID.randomUUID();
        service.send(Topics.OPERATION_EVENTS, last, operation(last, FIRST, "done", 4));
        await().atMost(SOON).until(() -> operations(id, last).size() == 2);

        assertThat(service.sql("select * from batch_operations where batch_id = :id")
                        .param("id", id)
                        .query()
                        .singleRow())
                .containsEntry("status", "purchased")
                .containsEntry("items_processed", 10L)
                .containsEntry("total_processing_time", new BigDecimal("25.50000"))
                .containsEntry("avg_item_time", new BigDecimal("2.55000"))
                .containsEntry("source", "webhook");
        assertThat(operations(claim)).isEmpty();
    }

    @Test
    void reportsBecomeRowsOnce() {
        var activity = new ActivityEvent(
                UUID.randomUUID().toString(),
                "user-" + UUID.randomUUID(),
                null,
                "GET",
                "/v1/shipments",
                200,
                12L,
                "127.0.0.1",
                "curl",
                null,
                "{\"a\":1}",
                Instant.parse("2012-02-29T23:59:59Z"));
        SystemMetric metric = SystemMetric.newBuilder()
                .setId(UUID.randomUUID().toString())
                .setService("ingest-service")
                .setInstance("1")
                .setCpuUsagePercent(Told.money("12.5"))
                .setTimestamp(FIRST)
                .build();
        for (int i = 0; i < 2; i++) {
            service.send(Topics.ACTIVITY_EVENTS, activity.getUserId(), activity);
            service.send(Topics.SYSTEM_METRICS, "ingest-service/1", metric);
        }
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(service.sql(
                                    "select tableoid::regclass::text || ' ' || ip_address || ' ' || endpoint from user_activities where user_id = :id")
                            .param("id", activity.getUserId())
                            .query(String.class)
                            .list())
                    .containsExactly("user_activities_2012_02 127.0.0.1/32 /v1/shipments");
            assertThat(service.sql("select cpu_usage_percent from system_metrics where id = cast(:id as uuid)")
                            .param("id", metric.getId())
                            .query(BigDecimal.class)
                            .list())
                    .containsExactly(Told.money("12.5"));
        });
    }

    @Test
    void anUntoldShipmentIsAskedForOnce() {
        Told parcel = Told.any();
        service.send(Topics.TRACKING_EVENTS, parcel.shipment(), parcel.tracked(FIRST, "in_transit"));
        await().atMost(SOON).until(() -> !asked(parcel.shipment()).isEmpty());
        Told later = Told.any();
        service.send(Topics.TRACKING_EVENTS, later.shipment(), later.tracked(FIRST, "in_transit"));
        await().atMost(SOON).until(() -> !asked(later.shipment()).isEmpty());

        assertThat(asked(parcel.shipment())).hasSize(1);
        assertThat(asked(parcel.shipment()).get(0))
                .extracting(FetchRequest::getMode, FetchRequest::getAccount)
                .containsExactly("test", "user_1");
    }

    @Test
    void listenersAreHealthy() {
        var listeners = service.context().getBean(Listeners.class);
        await().atMost(SOON).until(() -> listeners.health().getStatus().equals(Status.UP));
        assertThat(listeners.health().getDetails())
                .containsOnlyKeys(
                        "tracking-consumer-0",
                        "tracking-consumer-1",
                        "tracking-operations-0",
                        "tracking-personal-data-0",
                        "tracking-telemetry-0");
    }

    private static OperationEvent operation(String id, Instant updatedAt, String status, long processed) {
        return OperationEvent.newBuilder()
                .setId(id)
                .setOperationType("batch")
                .setEnvelope(Told.envelope(updatedAt))
                .setVersion(Told.version(updatedAt, status))
                .setStatus(status)
                .setItemsTotal(10L)
                .setItemsProcessed(processed)
                .setStartedAt(FIRST)
                .setCompletedAt(FIRST.plusMillis(25_500))
                .setErrors(List.of(new OperationError("line 3", "no to_address")))
                .build();
    }

    private static void erase(String id, PersonalObject object) {
        service.send(Topics.ERASURES, id, new Erasure(id, object, LATER, "operator", null));
    }

    private static @Nullable Object version(@Nullable PersonalData data) {
        return data == null ? null : data.getVersion();
    }

    private static List<@Nullable PersonalData> people(String id) {
        return service.values(Topics.PERSONAL_DATA, id, PersonalData.class);
    }

    private static List<@Nullable FetchRequest> asked(String id) {
        return service.values(Topics.FETCH_REQUESTS, id, FetchRequest.class);
    }

    private static List<String> operations(String... ids) {
        return service.sql("select batch_id from batch_operations where batch_id in (:ids)")
                .param("ids", List.of(ids))
                .query(String.class)
                .list();
    }

    private static boolean exists(Told parcel, String end) {
        return service.sql("select count(*) from addresses where easypost_id = :id")
                        .param("id", parcel.address(end))
                        .query(Long.class)
                        .single()
                == 1;
    }

    private static @Nullable String name(Told parcel, String end) {
        return text("select name from addresses where easypost_id = :id", parcel.address(end));
    }

    private static @Nullable String signedBy(Told parcel) {
        return text("select signed_by from shipments where easypost_id = :id", parcel.shipment());
    }

    private static @Nullable String status(Told parcel) {
        return text("select status::text from shipments where easypost_id = :id", parcel.shipment());
    }

    private static @Nullable String signer(Told parcel) {
        return text("select customs_signer from customs_infos where easypost_id = :id", parcel.customsInfo());
    }

    private static @Nullable String text(String sql, String id) {
        List<@Nullable String> found = service.sql(sql)
                .param("id", id)
                .query((row, number) -> row.getString(1))
                .list();
        return found.isEmpty() ? null : found.get(0);
    }
}
