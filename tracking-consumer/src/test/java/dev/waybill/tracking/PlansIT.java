package dev.waybill.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.schemas.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plans that were made while the tables were empty serve them when they are full. */
class PlansIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant FIRST = Instant.parse("2026-03-02T16:01:00Z");
    /** As often as the driver waits before a statement is prepared, for each thread and more. */
    private static final int SINGLY = 16;

    private static final int MANY = 300;
    private static final int LIVE = 40;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start("--waybill.tracking.fetch.interval=1h");
        // nobody throws the plans away
        for (String table : List.of("shipments", "shipment_metrics", "addresses", "erasures")) {
            service.sql("alter table " + table + " set (autovacuum_enabled = false)")
                    .update();
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aBatchReadsItsOwnRowsAndNotTheTable() {
        Told first = Told.any();
        for (int i = 0; i < SINGLY; i++) {
            tellLive(first, i);
            long revision = i + 1L;
            await().atMost(SOON).until(() -> revisions() == revision);
        }
        List<Told> many = Stream.generate(Told::any).limit(MANY).toList();
        many.forEach(parcel -> tellLive(parcel, 0));
        await().atMost(SOON).until(() -> revisions() == SINGLY + MANY);
        await().atMost(SOON).until(() -> inserted() == 1 + MANY);
        long before = read();
        long updated = updated();

        for (int i = 0; i < LIVE; i++) {
            tellLive(many.get(i), 1);
        }
        await().atMost(SOON).until(() -> updated() - updated >= LIVE);

        assertThat(read() - before).as("entries of the indexes").isLessThan(20L * LIVE);
    }

    private static void tellLive(Told parcel, int version) {
        service.send(
                Topics.TRACKING_EVENTS,
                parcel.shipment(),
                parcel.tracked(
                        FIRST.plusSeconds(version),
                        "in_transit",
                        Told.scan("2026-03-03T09:00:00Z", "in_transit", "Oakland"),
                        Told.scan("2026-03-04T09:00:" + (10 + version) + "Z", "in_transit", "Toronto")));
    }

    private static long revisions() {
        return number("select coalesce(sum(revision), 0) from shipment_metrics");
    }

    private static long inserted() {
        return number("select n_tup_ins from pg_stat_user_tables where relname = 'shipments'");
    }

    private static long updated() {
        return number("select n_tup_upd from pg_stat_user_tables where relname = 'shipments'");
    }

    private static long read() {
        return number("""
                select sum(idx_tup_read)::bigint from pg_stat_user_indexes
                where indexrelname in ('shipments_pkey', 'shipment_metrics_pkey')
                """);
    }

    private static long number(String sql) {
        return service.sql(sql).query(Long.class).single();
    }
}
