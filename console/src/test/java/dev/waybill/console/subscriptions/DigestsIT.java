package dev.waybill.console.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.console.RunningConsole;
import dev.waybill.events.DigestPeriod;
import dev.waybill.events.Subscription;
import dev.waybill.events.SubscriptionKind;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.testkit.TestPostgres;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DigestsIT {

    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

    private static JdbcClient database;

    @BeforeAll
    static void fill() {
        TestPostgres.Database made = RunningConsole.newDatabase();
        database = JdbcClient.create(new DriverManagerDataSource(made.jdbcUrl(), made.user(), made.password()));
        raise("shp_1", "late", "2026-11-20Z", "production", "UPS");
        raise("shp_2", "late", "2026-11-26T09:00Z", "production", "USPS");
        raise("shp_3", "presumed_lost", "2026-11-20Z", "production", "USPS");
        raise("shp_4", "failed", "2026-11-20Z", "production", "USPS");
        raise("shp_5", "stalled", "2026-11-20Z", "test", "USPS");
        database.sql("""
                insert into attention_actions (id, action_id, shipment_id, easypost_id, reason, since, action, resolution, done_by, done_at)
                select gen_random_uuid(), 'act_1', shipment_id, easypost_id, reason, since, 'resolve', 'refunded', 'ada', now()
                from shipment_attention where easypost_id = 'shp_4'
                """).update();
        carrier("UPS", "Ground", "2026-11-20", 100, 60, 50, 10);
        carrier("UPS", "Express", "2026-11-21", 20, 20, 20, 0);
        carrier("USPS", "Priority", "2026-11-21", 30, 0, 0, 0);
        carrier("DHL", "Express", "2026-10-01", 500, 500, 500, 0);
    }

    @Test
    void tellsWhatNeedsAttentionAndHowTheCarriersDo() {
        assertThat(new Digests(database).text(Instant.parse("2026-11-26T08:00:00Z"), NOW, "production", null))
                .isEqualTo("""
                        Fri 27 Nov 2026: 3 parcels need attention
                        - 2 late (1 new)
                        - 1 presumed lost
                        Shipped in the last 30 days:
                        - UPS: 120 parcels, 80 delivered, 87.5 % on time
                        - USPS: 30 parcels, 0 delivered""");
        assertThat(new Digests(database).text(NOW, NOW, "production", "UPS")).isEqualTo("""
                        Fri 27 Nov 2026: 1 parcel needs attention
                        - 1 late
                        Shipped in the last 30 days:
                        - UPS: 120 parcels, 80 delivered, 87.5 % on time""");
        assertThat(new Digests(database).text(NOW, NOW, "test", "DHL"))
                .isEqualTo("Fri 27 Nov 2026: no parcel needs attention");
    }

    @Test
    void isDueOnceADay() {
        var subscription = Subscription.newBuilder()
                .setId("sub_1")
                .setKind(SubscriptionKind.SLACK)
                .setSealedTarget("")
                .setEventTypes(List.of())
                .setDigest(DigestPeriod.DAILY)
                .setSecretVersion(1)
                .setStartAt(NOW)
                .setTypesChangedAt(NOW)
                .setRedeliveries(List.of())
                .setCreatedBy("ada")
                .setCreatedAt(NOW)
                .setChangedAt(NOW)
                .build();
        var clock =
                new DigestClock(subscription, new Digests(database), LocalTime.of(8, 0), null, NOW.minusSeconds(60));
        assertThat(clock.due(NOW.minusSeconds(1))).isEmpty();
        assertThat(clock.due(NOW.plusSeconds(1))).hasValueSatisfying(digest -> {
            assertThat(digest.getBody()).startsWith("Fri 27 Nov 2026: 3 parcels need attention\n- 2 late (1 new)");
            assertThat(digest.getEventId()).isEqualTo("sub_1/digest/2026-11-27T08:00:00Z");
        });
        assertThat(clock.due(NOW.plusSeconds(2))).isEmpty();
        assertThat(clock.next()).isEqualTo(Instant.parse("2026-11-28T08:00:00Z"));
        // nothing ran for a week: one digest, not seven
        assertThat(clock.due(NOW.plusSeconds(7 * 86_400))).isPresent();
        assertThat(clock.due(NOW.plusSeconds(7 * 86_400 + 1))).isEmpty();
    }

    private static void raise(String shipment, String reason, String toldAt, String mode, String carrier) {
        database.sql("""
                insert into shipment_attention (id, shipment_id, easypost_id, reason, raised, since, told_at, snapshot_offset, mode, carrier,
                    service, status)
                values (:id, :shipmentId, :shipment, :reason, true, '2026-11-20Z', cast(:toldAt as timestamptz), 1, :mode, :carrier,
                    'Priority', 'in_transit')
                """)
                .param("id", RowId.of(shipment + "|" + reason))
                .param("shipmentId", RowId.of(shipment))
                .param("shipment", shipment)
                .param("reason", reason)
                .param("toldAt", toldAt)
                .param("mode", mode)
                .param("carrier", carrier)
                .update();
    }

    private static void carrier(
            String carrier, String service, String date, int shipments, int delivered, int onTime, int delayed) {
        database.sql("""
                insert into carrier_performance (id, mode, carrier, service, date, total_shipments, delivered, on_time, delayed, failed,
                    in_flight, costs, exceptions, delivery_days_known)
                values (gen_random_uuid(), 'production', :carrier, :service, cast(:date as date), :shipments, :delivered, :onTime,
                    :delayed, 0, :shipments - :delivered, '{}', 0, 0)
                """)
                .param("carrier", carrier)
                .param("service", service)
                .param("date", date)
                .param("shipments", shipments)
                .param("delivered", delivered)
                .param("onTime", onTime)
                .param("delayed", delayed)
                .update();
    }
}
