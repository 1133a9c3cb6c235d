package dev.waybill.tracking;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import dev.waybill.events.ActivityEvent;
import dev.waybill.events.DeliveryAttempt;
import dev.waybill.events.DeliveryOutcome;
import dev.waybill.events.FetchRequest;
import dev.waybill.events.OperationError;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.SystemMetric;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.tracking.batch.Listeners;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** Operations, reports of the services and fetch requests. */
class ReportsIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Instant FIRST = Instant.parse("2026-03-02T16:01:00Z");
    private static final Instant LATER = Instant.parse("2026-03-05T18:00:00Z");

    private final RunningService service = RunningService.shared();

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
    void anAttemptToDeliverIsARowOnce() {
        String subscription = "sub_" + UUID.randomUUID();
        var failed = DeliveryAttempt.newBuilder()
                .setId("dat_" + UUID.randomUUID())
                .setSubscriptionId(subscription)
                .setLane("live")
                .setMessageId("msg_1")
                .setEventType("status")
                .setEventId("shp_1/status/2")
                .setEventKey("shp_1")
                .setPartition(3)
                .setOffset(4)
                .setAttempt(1)
                .setAttemptedAt(FIRST)
                .setDurationMs(20)
                .setOutcome(DeliveryOutcome.FAILED)
                .setStatusCode(503)
                .setAnswer("away \u0000")
                .setDueAt(FIRST.plusSeconds(5))
                .build();
        var delivered = DeliveryAttempt.newBuilder(failed)
                .setId("dat_" + UUID.randomUUID())
                .setAttempt(2)
                .setAttemptedAt(FIRST.plusSeconds(5))
                .setOutcome(DeliveryOutcome.DELIVERED)
                .setStatusCode(204)
                .setDueAt(null)
                .build();
        for (DeliveryAttempt told : List.of(delivered, failed, delivered)) {
            service.send(Topics.DELIVERY_ATTEMPTS, subscription, told);
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.sql("""
                                        select concat_ws(' ', attempt, outcome, status_code, answer, record_offset, due_at)
                                        from delivery_attempts where subscription_id = :subscription order by attempted_at
                                        """)
                                .param("subscription", subscription)
                                .query(String.class)
                                .list())
                        .hasSize(2)
                        .first(as(STRING))
                        .startsWith("1 failed 503 away "));
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
                -1L,
                "fe80::1%eth0",
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
                    .containsExactly("user_activities_2012_02 fe80::1/128 /v1/shipments");
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
        assertThat(service.headers(Topics.FETCH_REQUESTS, parcel.shipment()).get(0))
                .containsEntry("ce_type", "dev.waybill.fetch.requested");
    }

    @Test
    void theLagOfEachListenerIsAMetric() {
        var meters = service.context().getBean(MeterRegistry.class);
        assertThat(meters.get("kafka.consumer.fetch.manager.records.lag.max").gauges())
                .extracting(lag -> lag.getId().getTag("client.id"))
                .contains("tracking-consumer-0", "tracking-consumer-1", "tracking-personal-data-0");
    }

    @Test
    void whatIsNotThereIsAProblem() throws IOException, InterruptedException {
        String port = service.context().getEnvironment().getProperty("local.server.port");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/nowhere"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void listenersAreHealthy() {
        var listeners = service.context().getBean(Listeners.class);
        await().atMost(SOON).until(() -> listeners.health().getStatus().equals(Status.UP));
        assertThat(listeners.health().getDetails())
                .containsOnlyKeys(
                        "tracking-attention-0",
                        "tracking-consumer-0",
                        "tracking-consumer-1",
                        "tracking-operations-0",
                        "tracking-personal-data-0",
                        "tracking-reconciliation-0",
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

    private List<@Nullable FetchRequest> asked(String id) {
        return service.values(Topics.FETCH_REQUESTS, id, FetchRequest.class);
    }

    private List<String> operations(String... ids) {
        return service.sql("select batch_id from batch_operations where batch_id in (:ids)")
                .param("ids", List.of(ids))
                .query(String.class)
                .list();
    }
}
