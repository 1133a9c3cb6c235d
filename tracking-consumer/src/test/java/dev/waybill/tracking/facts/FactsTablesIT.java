package dev.waybill.tracking.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.events.Insurance;
import dev.waybill.events.Refund;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.events.ShipmentInvoice;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingEvent;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.testkit.TestPostgres;
import dev.waybill.tracking.Told;
import dev.waybill.tracking.shipment.Fold;
import dev.waybill.tracking.shipment.ShipmentRow;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One batch in one transaction. */
class FactsTablesIT {

    private static final Instant FIRST = Instant.parse("2026-03-02T16:01:00Z");
    private static final Instant LATER = Instant.parse("2026-03-05T18:00:00.123456Z");

    @SuppressWarnings("NullAway.Init")
    private static DriverManagerDataSource database;

    private final CountingDataSource counted = new CountingDataSource(database);
    private final JdbcClient sql = JdbcClient.create(database);
    private final FactsTables tables = tables(counted);

    /** Made before any event, since it lets Avro read them. */
    @SuppressWarnings("unused")
    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());

    @BeforeAll
    static void migrate() {
        TestPostgres.Database empty = TestPostgres.newDatabase();
        database = new DriverManagerDataSource(empty.jdbcUrl(), empty.user(), empty.password());
        Flyway.configure().dataSource(database).load().migrate();
    }

    @Test
    void rowsComeBackAsTheyWere() {
        Told parcel = Told.any();
        ShipmentRow row = ShipmentRow.named(parcel.shipment());
        for (ShipmentEvent event : everyKind(parcel)) {
            row = Fold.apply(row, event);
        }
        row = Fold.apply(row, tracked(parcel));

        tables.write(Stream.concat(
                        everyKind(parcel).stream().<FactsEvent>map(event -> new FactsEvent.OfShipment(event, false)),
                        Stream.of(new FactsEvent.OfTracker(tracked(parcel), false)))
                .toList());
        Map<String, ShipmentRow> read =
                transactions(database).execute(transaction -> new Shipments(sql).lock(List.of(parcel.shipment())));

        assertThat(read).containsExactly(Map.entry(parcel.shipment(), row));
    }

    @Test
    void aPlaceholderIsTheRowOfWhichOnlyTheKeyIsKnown() {
        Told parcel = Told.any();
        sign(parcel);

        Map<String, ShipmentRow> read =
                transactions(database).execute(transaction -> new Shipments(sql).lock(List.of(parcel.shipment())));

        assertThat(read).containsExactly(Map.entry(parcel.shipment(), ShipmentRow.named(parcel.shipment())));
    }

    @Test
    void aPlaceholderMadeAtTheSameMomentIsInNobodysWay() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (var connection = new SingleConnectionDataSource(database.getConnection(), true);
                var another = new SingleConnectionDataSource(database.getConnection(), true)) {
            FactsTables here = tables(connection);
            var there = new Shipments(JdbcClient.create(another));
            for (int i = 0; i < 200; i++) {
                Told parcel = Told.any();
                keepSignature(parcel);
                var both = new CyclicBarrier(2);
                Future<?> signing = other.submit(() -> {
                    both.await();
                    there.sign(List.of(parcel.shipment()));
                    return null;
                });
                both.await();
                here.write(List.of(new FactsEvent.OfTracker(tracked(parcel), false)));
                signing.get();
            }
        } finally {
            other.shutdown();
        }
    }

    @Test
    void aSignatureToldWhileAnOlderTrackerIsWrittenStays() throws Exception {
        List<Told> parcels = Stream.of(Told.any(), Told.any())
                .sorted(Comparator.comparing(Told::shipment))
                .toList();
        Told held = parcels.get(0);
        Told signed = parcels.get(1);
        TrackingEvent unsigned = signed.tracked(FIRST.minusSeconds(3600), "in_transit");
        unsigned.getTracker().put("signed", false);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (var connection = new SingleConnectionDataSource(database.getConnection(), true)) {
            JdbcClient holder = JdbcClient.create(connection);
            holder.sql("begin").update();
            keepSignature(held);
            new Shipments(holder).sign(List.of(held.shipment()));
            Future<?> writing = other.submit(() -> tables.write(List.of(
                    new FactsEvent.OfTracker(tracked(held), false), new FactsEvent.OfTracker(unsigned, false))));
            await().until(() -> sql.sql("""
                            select exists (
                                select from pg_stat_activity
                                where datname = current_database() and wait_event_type = 'Lock')
                            """).query(Boolean.class).single());
            sign(signed);
            holder.sql("rollback").update();
            writing.get();
        } finally {
            other.shutdown();
        }

        assertThat(sql.sql("select signed_by from shipments where easypost_id = :key")
                        .param("key", signed.shipment())
                        .query(String.class)
                        .single())
                .isEqualTo("A. Person");
    }

    /** Two upserts that meet wait for each other at the one index that they name, and fail at any other. */
    @Test
    void noRowThatIsUpsertedByIdHasAnotherUniqueKey() {
        assertThat(sql.sql("""
                        select indrelid::regclass::text from pg_index
                        where indisunique and not indisprimary and indrelid = any (array['addresses', 'parcels', 'customs_infos',
                            'shipments', 'batch_operations', 'erasures', 'personal_data']::regclass[])
                        """).query(String.class).list()).isEmpty();
    }

    @Test
    void aFoldKeepsWhatOthersOwn() {
        Told parcel = Told.any();
        sign(parcel);
        sql.sql("update shipments set fetch_requested_at = now() where easypost_id = :key")
                .param("key", parcel.shipment())
                .update();
        tables.write(List.of(new FactsEvent.OfShipment(parcel.told(FIRST), false)));
        tables.write(List.of(new FactsEvent.OfTracker(tracked(parcel), false)));

        assertThat(sql.sql(
                                "select signed_by, fetch_requested_at is not null as asked, status::text from shipments where easypost_id = :key")
                        .param("key", parcel.shipment())
                        .query()
                        .singleRow())
                .containsEntry("signed_by", "A. Person")
                .containsEntry("asked", true)
                .containsEntry("status", "in_transit");
    }

    @Test
    void whatChangesNothingWritesNothing() {
        Told parcel = Told.any();
        List<FactsEvent> events = List.of(
                new FactsEvent.OfShipment(parcel.told(FIRST), false), new FactsEvent.OfTracker(tracked(parcel), false));
        List<ShipmentMetrics> first = tables.write(events);
        List<String> before = tuples(parcel);
        List<ShipmentMetrics> second = tables.write(events);
        List<ShipmentMetrics> third = tables.write(List.of(events.get(1), events.get(0), events.get(1)));

        assertThat(tuples(parcel)).isEqualTo(before).hasSize(7);
        assertThat(second).isEqualTo(first).isEqualTo(third);
        assertThat(first.get(0).getRevision()).isEqualTo(1);
    }

    @Test
    void aReplayWritesAgainWhatADuplicateLeaves() {
        Told parcel = Told.any();
        List<ShipmentMetrics> first = tables.write(List.of(new FactsEvent.OfTracker(tracked(parcel), false)));
        List<String> scans = scans(parcel);
        sql.sql("delete from shipment_events where shipment_id = :id")
                .param("id", RowId.of(parcel.shipment()))
                .update();
        sql.sql("update shipments set status = 'unknown' where easypost_id = :key")
                .param("key", parcel.shipment())
                .update();

        List<ShipmentMetrics> duplicate = tables.write(List.of(new FactsEvent.OfTracker(tracked(parcel), false)));
        assertThat(scans(parcel)).isEmpty();
        List<ShipmentMetrics> replay = tables.write(List.of(new FactsEvent.OfTracker(tracked(parcel), true)));

        assertThat(scans(parcel)).isEqualTo(scans).isNotEmpty();
        assertThat(sql.sql("select status::text from shipments where easypost_id = :key")
                        .param("key", parcel.shipment())
                        .query(String.class)
                        .single())
                .isEqualTo("in_transit");
        assertThat(duplicate).isEqualTo(first).isEqualTo(replay);
    }

    @Test
    void metricsThatAreMissingComeWithADuplicate() {
        Told parcel = Told.any();
        List<FactsEvent> events = List.of(new FactsEvent.OfTracker(tracked(parcel), false));
        List<ShipmentMetrics> first = tables.write(events);
        sql.sql("delete from shipment_metrics where shipment_id = :id")
                .param("id", RowId.of(parcel.shipment()))
                .update();

        assertThat(tables.write(events)).isEqualTo(first);
        assertThat(sql.sql("select revision from shipment_metrics where shipment_id = :id")
                        .param("id", RowId.of(parcel.shipment()))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatIsTakenBackIsGone() {
        Told parcel = Told.any();
        tables.write(List.of(new FactsEvent.OfTracker(
                parcel.tracked(
                        FIRST,
                        "delivered",
                        Told.scan("2026-03-03T08:00:00Z", "in_transit", "Oakland"),
                        Told.scan("2026-03-04T08:00:00Z", "delivered", "Toronto")),
                false)));
        assertThat(metrics(parcel)).containsEntry("delivered", true).containsEntry("final_status", "delivered");

        tables.write(List.of(new FactsEvent.OfTracker(
                parcel.tracked(LATER, "in_transit", Told.scan("2026-03-03T08:00:00Z", "in_transit", "Oakland")),
                false)));

        assertThat(metrics(parcel)).containsEntry("delivered", false).containsEntry("final_status", null);
    }

    private Map<String, Object> metrics(Told parcel) {
        return sql.sql("""
                        select delivered_date is not null as delivered, final_status from shipment_metrics where shipment_id = :id
                        """).param("id", RowId.of(parcel.shipment())).query().singleRow();
    }

    /** Live changes write parts of a row, a replay all of it. */
    @Test
    void partsAddUpToTheWhole() {
        var dice = new SplittableRandom(8);
        for (int run = 0; run < 25; run++) {
            Told parcel = Told.any();
            List<FactsEvent> events = story(parcel, dice);
            events.forEach(event -> tables.write(List.of(event)));
            List<String> parts = tuples(parcel);

            tables.write(events.stream().map(FactsTablesIT::replayed).toList());

            assertThat(tuples(parcel)).isEqualTo(parts);
        }
    }

    private static List<FactsEvent> story(Told parcel, SplittableRandom dice) {
        var events = new ArrayList<FactsEvent>();
        var scans = new ArrayList<TrackingDetail>();
        for (int version = 0; version < 8; version++) {
            Instant at = LATER.plus(Duration.ofHours(dice.nextInt(12)));
            switch (dice.nextInt(6)) {
                case 0 -> events.add(new FactsEvent.OfShipment(parcel.told(at), false));
                case 1 -> everyKind(parcel).forEach(event -> events.add(new FactsEvent.OfShipment(event, false)));
                case 2 -> Collections.reverse(scans);
                case 3 -> scans.subList(scans.size() / 2, scans.size()).clear();
                default ->
                    scans.add(Told.scan(
                            LATER.plusSeconds(version).toString(), "in_transit", "Oakland " + dice.nextInt(3)));
            }
            events.add(new FactsEvent.OfTracker(
                    parcel.tracked(
                            at, dice.nextBoolean() ? "in_transit" : "unknown", scans.toArray(TrackingDetail[]::new)),
                    false));
        }
        return events;
    }

    private static FactsEvent replayed(FactsEvent event) {
        return event instanceof FactsEvent.OfShipment told
                ? new FactsEvent.OfShipment(told.event(), true)
                : new FactsEvent.OfTracker(((FactsEvent.OfTracker) event).event(), true);
    }

    @Test
    void fiveHundredRowsAreOneStatement() {
        assertThat(statementsFor(1)).isEqualTo(8);
        assertThat(statementsFor(500)).isEqualTo(8);
        assertThat(statementsFor(501)).as("shipments, scans and metrics").isEqualTo(11);
        assertThat(sql.sql("select count(*) from shipments where status = 'in_transit'")
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(1002);
    }

    private int statementsFor(int parcels) {
        var batch = new ArrayList<FactsEvent>();
        for (int i = 0; i < parcels; i++) {
            Told parcel = Told.any();
            batch.add(new FactsEvent.OfShipment(parcel.told(FIRST), false));
            batch.add(new FactsEvent.OfTracker(tracked(parcel), false));
        }
        counted.statements.set(0);
        tables.write(batch);
        return counted.statements.get();
    }

    @Test
    void aTrackerUnderTwoKeysIsCounted() {
        Told parcel = Told.any();
        var meters = new SimpleMeterRegistry();
        var counting = new FactsTables(sql, transactions(database), meters);
        TrackingEvent alone = TrackingEvent.newBuilder(tracked(parcel))
                .setShipmentId(parcel.tracker())
                .build();
        counting.write(List.of(new FactsEvent.OfTracker(alone, false)));
        assertThat(meters.get("waybill.trackers.under.two.keys").gauge().value())
                .isZero();
        counting.write(List.of(new FactsEvent.OfTracker(tracked(parcel), false)));
        assertThat(meters.get("waybill.trackers.under.two.keys").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void aRowThatAFoldWroteBeforeIsKnownAsSuch() {
        Told parcel = Told.any();
        ShipmentRow row = Fold.apply(ShipmentRow.named(parcel.shipment()), tracked(parcel));
        var writes = new ShipmentWrites(sql);

        assertThat(writes.write(List.of(row)))
                .containsExactly(new ShipmentWrites.Written(parcel.shipment(), false, false));
        assertThat(writes.write(List.of(row))).isEmpty();
        ShipmentRow older = Fold.apply(ShipmentRow.named(parcel.shipment()), parcel.tracked(FIRST, "unknown"));
        assertThat(writes.write(List.of(older)))
                .containsExactly(new ShipmentWrites.Written(parcel.shipment(), true, true));
    }

    private static FactsTables tables(DataSource source) {
        return new FactsTables(JdbcClient.create(source), transactions(source), new SimpleMeterRegistry());
    }

    private static TransactionTemplate transactions(DataSource source) {
        return new TransactionTemplate(new JdbcTransactionManager(source));
    }

    private static TrackingEvent tracked(Told parcel) {
        return parcel.tracked(LATER, "in_transit", Told.scan("2026-03-03T08:00:00.000001Z", "in_transit", "Oakland"));
    }

    private void sign(Told parcel) {
        keepSignature(parcel);
        new Shipments(sql).sign(List.of(parcel.shipment()));
    }

    private void keepSignature(Told parcel) {
        sql.sql("""
                        insert into personal_data (id, easypost_id, object, shipment_id, data, version_updated_at,
                            version_normalizer_version, version_rank, version_hash)
                        values (:id, :tracker, 'tracker', :key, '{"signed_by": "A. Person"}', '2026-03-02T16:01:00Z', 1, 1, 'h')
                        """)
                .param("id", RowId.of(parcel.tracker()))
                .param("tracker", parcel.tracker())
                .param("key", parcel.shipment())
                .update();
    }

    private static List<ShipmentEvent> everyKind(Told parcel) {
        return List.of(
                parcel.told(FIRST),
                of(parcel, ShipmentEventKind.REFUNDED)
                        .setRefund(Refund.newBuilder()
                                .setId("rfnd_1")
                                .setStatus("submitted")
                                .setExtra("{\"b\":1.0,\"a\":{}}")
                                .build())
                        .build(),
                of(parcel, ShipmentEventKind.INSURED)
                        .setInsurance(Insurance.newBuilder()
                                .setId("ins_1")
                                .setAmount(Told.money("100"))
                                .setUpdatedAt(LATER)
                                .build())
                        .build(),
                of(parcel, ShipmentEventKind.INVOICED)
                        .setInvoice(ShipmentInvoice.newBuilder()
                                .setId("si_1")
                                .setCurrency("USD")
                                .setFinalInvoiceAmount(Told.money("7.25"))
                                .setBody("{\"b\":1, \"a\":2.50}")
                                .build())
                        .build(),
                of(parcel, ShipmentEventKind.DELETED).build());
    }

    private static ShipmentEvent.Builder of(Told parcel, ShipmentEventKind kind) {
        return ShipmentEvent.newBuilder()
                .setShipmentId(parcel.shipment())
                .setKind(kind)
                .setEnvelope(Told.envelope(LATER))
                .setVersion(Told.version(LATER, kind.name()));
    }

    private List<String> scans(Told parcel) {
        return sql.sql("select id::text from shipment_events where shipment_id = :id order by event_datetime, id")
                .param("id", RowId.of(parcel.shipment()))
                .query(String.class)
                .list();
    }

    /** Where each row of a parcel lies, which a write changes. */
    private List<String> tuples(Told parcel) {
        return sql.sql("""
                        select 'shipment' || ctid::text || xmin::text from shipments where easypost_id = :key
                        union all select 'address' || ctid::text || xmin::text from addresses where easypost_id in (:from, :to)
                        union all select 'parcel' || ctid::text || xmin::text from parcels where easypost_id = 'prcl_' || :suffix
                        union all select 'customs' || ctid::text || xmin::text from customs_infos where easypost_id = 'cstinfo_' || :suffix
                        union all select 'scan' || ctid::text || xmin::text from shipment_events where shipment_id = :id
                        union all select 'metrics' || ctid::text || xmin::text from shipment_metrics where shipment_id = :id
                        """)
                .param("key", parcel.shipment())
                .param("from", parcel.address("from"))
                .param("to", parcel.address("to"))
                .param("suffix", parcel.suffix())
                .param("id", RowId.of(parcel.shipment()))
                .query(String.class)
                .list();
    }

    /** Counts the statements that run. */
    private static final class CountingDataSource extends DelegatingDataSource {

        private final AtomicInteger statements = new AtomicInteger();

        CountingDataSource(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().startsWith("prepare")
                                || method.getName().equals("createStatement")) {
                            statements.incrementAndGet();
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException thrown) {
                            throw thrown.getCause();
                        }
                    });
        }
    }
}
