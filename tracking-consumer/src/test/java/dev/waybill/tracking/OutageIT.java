package dev.waybill.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.schemas.topics.Topics;
import dev.waybill.tracking.batch.Listeners;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** The database goes away in the middle, and comes back; so does the service. */
class OutageIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant FIRST = Instant.parse("2026-03-02T16:01:00Z");

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start("--spring.datasource.hikari.connection-timeout=500");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedFor() {
        Told before = Told.any();
        service.send(Topics.SHIPMENT_EVENTS, before.shipment(), before.told(FIRST));
        await().atMost(SOON).until(() -> there(List.of(before)) == 1);

        service.sql("alter role waybill_tracking nologin").update();
        service.sql(
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'waybill_tracking' and datname = current_database()")
                .query()
                .listOfRows();
        List<Told> during = Stream.generate(Told::any).limit(30).toList();
        during.forEach(parcel -> service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST)));
        var listeners = service.context().getBean(Listeners.class);
        await().atMost(SOON).until(() -> listeners.health().getStatus().equals(Status.OUT_OF_SERVICE));
        assertThat(there(during)).isZero();
        service.sql("alter role waybill_tracking login").update();

        await().atMost(SOON).until(() -> there(during) == during.size());
        await().atMost(SOON).until(() -> listeners.health().getStatus().equals(Status.UP));
        assertThat(service.records(Topics.named(Topics.SHIPMENT_EVENTS).deadLetters()))
                .isEmpty();
    }

    @Test
    void aRestartGoesOnWhereItWas() {
        List<Told> parcels = Stream.generate(Told::any).limit(60).toList();
        parcels.subList(0, 30)
                .forEach(parcel -> service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST)));
        service.restart();
        parcels.subList(30, 60)
                .forEach(parcel -> service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST)));

        await().atMost(SOON).until(() -> there(parcels) == 60);
        assertThat(service.sql("select count(*) from flyway_schema_history where not success")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aBatchThatTakesTooLongIsMadeSmaller() {
        service.sql("""
                create function doze() returns trigger language plpgsql as $$ begin perform pg_sleep(0.1); return new; end $$
                """).update();
        service.sql("create trigger doze before insert on shipments for each row execute function doze()")
                .update();
        service.stop();
        List<Told> parcels = Stream.generate(Told::any).limit(60).toList();
        parcels.forEach(parcel -> service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST)));
        service.restart("--spring.datasource.hikari.connection-init-sql=set transaction_timeout = '1s'");

        await().atMost(SOON).until(() -> there(parcels) == 60);
        assertThat(service.context()
                        .getBean(MeterRegistry.class)
                        .get("waybill.retries")
                        .tag("group", "tracking-consumer")
                        .counter()
                        .count())
                .isPositive();
        assertThat(service.records(Topics.named(Topics.SHIPMENT_EVENTS).deadLetters()))
                .isEmpty();
        service.sql("drop trigger doze on shipments").update();
        service.restart();
    }

    private static long there(List<Told> parcels) {
        return service.sql("select count(*) from shipments where told_hash is not null and easypost_id in (:keys)")
                .param("keys", parcels.stream().map(Told::shipment).toList())
                .query(Long.class)
                .single();
    }
}
