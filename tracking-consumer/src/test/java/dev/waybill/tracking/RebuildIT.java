package dev.waybill.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.events.AttentionAction;
import dev.waybill.events.AttentionActionType;
import dev.waybill.events.AttentionEvent;
import dev.waybill.events.AttentionReason;
import dev.waybill.events.Erasure;
import dev.waybill.events.OperationEvent;
import dev.waybill.events.PersonalData;
import dev.waybill.events.PersonalObject;
import dev.waybill.events.RebuildRequest;
import dev.waybill.events.ShipmentMetrics;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tables spoilt by hand come back from the log, cell by cell, while live goes on. */
class RebuildIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant FIRST = Instant.parse("2026-03-02T16:01:00Z");
    private static final Instant LATER = Instant.parse("2026-03-05T18:00:00Z");
    private static final String OF_SHIPMENT = "(select id from shipments where easypost_id = :id)";
    private static final String WAYBILLS_TIMES = "{created_at,updated_at}";
    private static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry("addresses", "{}"),
            Map.entry("parcels", "{}"),
            Map.entry("customs_infos", "{}"),
            Map.entry("erasures", WAYBILLS_TIMES),
            Map.entry("personal_data", WAYBILLS_TIMES),
            Map.entry("attention_actions", WAYBILLS_TIMES),
            Map.entry("shipments", "{fetch_requested_at}"),
            Map.entry("shipment_events", "{created_at,updated_at,received_at}"),
            Map.entry("shipment_metrics", "{created_at,updated_at,revision}"),
            Map.entry("batch_operations", WAYBILLS_TIMES),
            Map.entry("shipment_attention", WAYBILLS_TIMES));
    private static final List<Told> PARCELS =
            Stream.generate(Told::any).limit(40).toList();
    /** One of which there is news all the while. */
    private static final Told BUSY = PARCELS.get(7);

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void live() {
        service = RunningService.start("--waybill.tracking.fetch.interval=1h");
        PARCELS.forEach(RebuildIT::tell);
        service.send(
                Topics.ERASURES,
                PARCELS.get(0).address("to"),
                erasure(PARCELS.get(0).address("to")));
        service.send(
                Topics.PERSONAL_DATA,
                PARCELS.get(0).address("spare"),
                PARCELS.get(0).person("spare", FIRST, "Carol"));
        service.send(Topics.OPERATION_EVENTS, "batch_1", batch());
        PARCELS.subList(0, 3).forEach(RebuildIT::needAttention);
        service.sendBytes(Topics.TRACKING_EVENTS, "shp_poison", new byte[] {1, 2, 3});
        awaitLive();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whatIsSpoiltByHandIsToldAndComesBack() {
        Map<String, List<String>> before = contents(List.of(BUSY));
        spoil();
        Map<String, List<String>> spoilt = contents(List.of(BUSY));
        assertThat(spoilt).isNotEqualTo(before);

        JsonNode told = rebuild(true);

        assertThat(told.path("status").asString()).isEqualTo("completed");
        assertThat(counts(told))
                .as("%s", told)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("addresses", "1 missing, 1 changed, 1 extra"),
                        Map.entry("parcels", "0 missing, 1 changed, 0 extra"),
                        Map.entry("customs_infos", "0 missing, 1 changed, 0 extra"),
                        Map.entry("erasures", "0 missing, 0 changed, 1 extra"),
                        Map.entry("personal_data", "1 missing, 1 changed, 0 extra"),
                        Map.entry("attention_actions", "1 missing, 1 changed, 0 extra"),
                        Map.entry("shipments", "1 missing, 3 changed, 1 extra"),
                        Map.entry("shipment_events", "3 missing, 1 changed, 1 extra"),
                        Map.entry("shipment_metrics", "2 missing, 1 changed, 0 extra"),
                        Map.entry("batch_operations", "0 missing, 1 changed, 0 extra"),
                        Map.entry("shipment_attention", "1 missing, 1 changed, 0 extra")));
        assertThat(told.path("parameters").path("refused").findValuesAsString("key"))
                .contains("shp_poison");
        assertThat(columns(told, "shipments")).containsExactlyInAnyOrder("status", "total_cost", "signed_by");
        assertThat(contents(List.of(BUSY))).as("a check changes nothing").isEqualTo(spoilt);

        long snapshots = service.values(Topics.SHIPMENT_METRICS, PARCELS.get(1).shipment(), ShipmentMetrics.class)
                .size();
        var end = new CountDownLatch(1);
        CompletableFuture<List<Told>> traffic = CompletableFuture.supplyAsync(() -> traffic(end));
        JsonNode carried = rebuild(false);
        end.countDown();
        List<Told> meanwhile = traffic.join();

        assertThat(carried.path("status").asString()).isEqualTo("completed");
        assertThat(carried.path("parameters").path("carried_over").asLong()).isPositive();
        assertThat(meanwhile).isNotEmpty();
        meanwhile.add(BUSY);
        assertThat(contents(meanwhile)).containsExactlyEntriesOf(before);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.values(
                                Topics.SHIPMENT_METRICS, PARCELS.get(1).shipment(), ShipmentMetrics.class))
                        .as("a fresh snapshot")
                        .hasSizeGreaterThan((int) snapshots));
        assertThat(counts(rebuild(true))).isEmpty();
        assertThat(count("pg_class where relnamespace = 'rebuild'::regnamespace"))
                .as("nothing is left behind")
                .isZero();
    }

    /** A version that refuses what an older one took does not delete what the older one made of it. */
    @Test
    void whatARefusedRecordMayHaveToldIsLeftAsItIs() {
        Told refused = PARCELS.get(10);
        String mended = PARCELS.get(11).shipment();
        Map<String, List<String>> before = contents();
        long usual = refused(rebuild(true));
        service.sql("alter table shipments add constraint of_a_newer_version check (easypost_id <> '"
                        + refused.shipment() + "') not valid")
                .update();
        try {
            change("update shipments set status = 'failure' where easypost_id = :id", mended);
            change(
                    "delete from addresses where easypost_id = :id",
                    PARCELS.get(0).address("spare"));
            change("insert into addresses (id, easypost_id) values (gen_random_uuid(), :id)", "adr_perhaps_told");

            JsonNode told = rebuild(false);

            assertThat(told.path("status").asString()).isEqualTo("completed");
            assertThat(refused(told))
                    .as("the shipment, its tracker, the two who signed: %s", told)
                    .isEqualTo(usual + 4);
            assertThat(left(told)).as("%s", told).containsEntry("shipments", 1L).containsEntry("shipment_events", 3L);
            assertThat(contents().get("shipments")).isEqualTo(before.get("shipments"));
            assertThat(contents().get("shipment_events")).isEqualTo(before.get("shipment_events"));
            assertThat(contents().get("shipment_metrics")).isEqualTo(before.get("shipment_metrics"));
            assertThat(contents().get("parcels")).isEqualTo(before.get("parcels"));
            assertThat(count("addresses where easypost_id = 'adr_perhaps_told'"))
                    .isOne();

            assertThat(left(rebuild(request(false, true)))).isEmpty();
            assertThat(count("shipments where easypost_id = '" + refused.shipment() + "'"))
                    .isZero();
        } finally {
            service.sql("alter table shipments drop constraint of_a_newer_version")
                    .update();
        }
        assertThat(refused(rebuild(false))).isEqualTo(usual);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void whatAShipmentRefersToThatIsLeftIsNotDeleted() {
        Told parcel = Told.any();
        tell(parcel);
        service.sendBytes(Topics.TRACKING_EVENTS, parcel.shipment(), new byte[] {1, 2, 3});
        service.sendBytes(Topics.TRACKING_EVENTS, "shp_" + random(4_000), new byte[] {1});
        await().atMost(SOON).until(() -> isSigned(parcel));
        Map<String, List<String>> before = contents();
        change("insert into addresses (id, easypost_id) values (gen_random_uuid(), :id)", "adr_made_up_too");
        change("""
                update shipments set from_address_id = (select id from addresses where easypost_id = 'adr_made_up_too')
                where easypost_id = :id
                """, parcel.shipment());
        Map<String, List<String>> spoilt = contents();

        JsonNode told = rebuild(false);

        assertThat(told.path("status").asString()).isEqualTo("completed");
        assertThat(left(told)).as("%s", told).isEqualTo(Map.of("shipments", 1L, "addresses", 1L));
        assertThat(contents()).isEqualTo(spoilt);
        assertThat(left(rebuild(request(false, true)))).isEmpty();
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void whoSignedForAnEarlierTrackerIsKeptWhenThatIsRefused() {
        Told parcel = Told.any();
        String earlier = "trk_earlier" + parcel.suffix();
        service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
        service.send(
                Topics.TRACKING_EVENTS,
                parcel.shipment(),
                parcel.tracked(LATER, "delivered", Told.scan("2026-03-05T09:00:00Z", "delivered", "Toronto")));
        service.send(
                Topics.PERSONAL_DATA,
                earlier,
                PersonalData.newBuilder(parcel.signature(FIRST, "B. Ob"))
                        .setId(earlier)
                        .build());
        await().atMost(SOON).until(() -> isSigned(parcel));
        Map<String, List<String>> before = contents();
        service.sql("alter table personal_data add constraint of_a_newer_version check (easypost_id <> '" + earlier
                        + "') not valid")
                .update();
        try {
            JsonNode told = rebuild(false);

            assertThat(left(told)).as("%s", told).containsEntry("shipments", 1L).containsEntry("personal_data", 1L);
            assertThat(contents()).isEqualTo(before);
        } finally {
            service.sql("alter table personal_data drop constraint of_a_newer_version")
                    .update();
        }
        assertThat(left(rebuild(false))).isEmpty();
    }

    private static boolean isSigned(Told parcel) {
        return count("shipments where signed_by is not null and status = 'delivered' and easypost_id = '"
                        + parcel.shipment() + "'")
                == 1;
    }

    private static String random(int length) {
        return Stream.generate(() -> UUID.randomUUID().toString())
                .limit(length / 36)
                .collect(Collectors.joining());
    }

    private static long refused(JsonNode told) {
        return told.path("parameters").path("records_refused").asLong();
    }

    @Test
    void anotherInstanceGoesOnWithIt() throws SQLException {
        Map<String, List<String>> before = contents();
        service.sql("update shipments set status = 'failure' where easypost_id = :id")
                .param("id", PARCELS.get(5).shipment())
                .update();
        String id;
        long tables;
        try (Connection holder = holding(PARCELS.get(5).shipment())) {
            id = request(false);
            await().atMost(SOON)
                    .until(() -> "carrying_over"
                            .equals(status(id).path("parameters").path("phase").asString("")));
            tables = rebuiltShipments();
            service.restart("--waybill.tracking.fetch.interval=1h");
            await().atMost(SOON).until(() -> count("pg_stat_activity where wait_event_type = 'Lock'") > 0);
            assertThat(rebuiltShipments()).as("the same folding").isEqualTo(tables);
            holder.rollback();
        }
        await().atMost(SOON).until(() -> ended(id));

        assertThat(status(id).path("status").asString()).isEqualTo("completed");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void whatTheDatabaseLostIsFoldedAgain() throws SQLException {
        Map<String, List<String>> before = contents();
        service.sql("update shipments set status = 'failure' where easypost_id = :id")
                .param("id", PARCELS.get(6).shipment())
                .update();
        String id;
        try (Connection holder = holding(PARCELS.get(6).shipment())) {
            id = request(false);
            await().atMost(SOON)
                    .until(() -> "carrying_over"
                            .equals(status(id).path("parameters").path("phase").asString("")));
            service.sql("""
                            select pg_terminate_backend(pid) from pg_stat_activity
                            where query like '%for update) as locked' and wait_event_type = 'Lock'
                            """).query().listOfRows();
            service.sql("truncate rebuild.run, rebuild.positions, rebuild.shipments, rebuild.differences")
                    .update();
            holder.rollback();
        }
        await().atMost(SOON).until(() -> ended(id));

        assertThat(status(id).path("status").asString()).isEqualTo("completed");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void whoWasForgottenDoesNotComeBackAndWhatIsMadeUpIsTakenBack() {
        Told parcel = Told.any();
        tell(parcel);
        await().atMost(SOON)
                .until(() ->
                        count("addresses where name is not null and easypost_id like '%" + parcel.suffix() + "'") == 2);
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), null);
        await().atMost(SOON)
                .until(() ->
                        count("addresses where name is not null and easypost_id like '%" + parcel.suffix() + "'") == 1);
        Map<String, List<String>> before = contents();
        change("""
                update personal_data set data = '{"id": "x", "name": "Bob"}' where easypost_id = :id
                """, parcel.address("to"));
        change("update addresses set name = 'Bob' where easypost_id = :id", parcel.address("to"));
        change("insert into shipments (id, easypost_id) values (gen_random_uuid(), :id)", "shp_made_up_too");

        JsonNode told = rebuild(false);

        assertThat(counts(told))
                .as("%s", told)
                .containsEntry("personal_data", "0 missing, 0 changed, 1 extra")
                .containsEntry("addresses", "0 missing, 1 changed, 0 extra")
                .containsEntry("shipments", "0 missing, 0 changed, 1 extra");
        assertThat(told.path("parameters").path("carried_over").asLong()).isEqualTo(3);
        before.replace("personal_data", remaining(before, parcel.address("to")));
        assertThat(contents()).isEqualTo(before);
        assertThat(service.values(Topics.SHIPMENT_METRICS, "shp_made_up_too", ShipmentMetrics.class))
                .containsExactly((ShipmentMetrics) null);
    }

    /** The row that says that nobody is known there goes too. */
    private static List<String> remaining(Map<String, List<String>> contents, String address) {
        return contents.getOrDefault("personal_data", List.of()).stream()
                .filter(row -> !row.contains(address))
                .toList();
    }

    @Test
    void aRequestThatCannotBeReadBecomesADeadLetter() {
        service.sendBytes(Topics.REBUILD_REQUESTS, "rebuild", new byte[] {1, 2, 3});

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.records(Topics.REBUILD_REQUESTS + Topics.DEAD_LETTER_SUFFIX))
                        .hasSize(1));
    }

    private static void tell(Told parcel) {
        service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
        service.send(
                Topics.TRACKING_EVENTS,
                parcel.shipment(),
                parcel.tracked(
                        LATER,
                        "delivered",
                        Told.scan("2026-03-03T09:00:00Z", "in_transit", "Oakland"),
                        Told.scan("2026-03-04T09:00:00Z", "in_transit", "Toronto"),
                        Told.scan("2026-03-05T09:00:00Z", "delivered", "Toronto")));
        service.send(Topics.PERSONAL_DATA, parcel.address("from"), parcel.person("from", FIRST, "Ada"));
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), parcel.person("to", FIRST, "Bob"));
        service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(FIRST, "B. Ob"));
        service.send(Topics.PERSONAL_DATA, parcel.shipment(), parcel.customsSignature(FIRST, "A. Da"));
    }

    /** What a person with psql could do. */
    private static void needAttention(Told parcel) {
        service.send(
                Topics.ATTENTION_EVENTS,
                parcel.shipment(),
                AttentionEvent.newBuilder()
                        .setShipmentId(parcel.shipment())
                        .setReason(AttentionReason.LATE)
                        .setRaised(true)
                        .setSince(FIRST)
                        .setToldAt(LATER)
                        .setSnapshotOffset(1)
                        .setMode("test")
                        .setCarrier("USPS")
                        .setService("Priority")
                        .setStatus("in_transit")
                        .build());
        service.send(
                Topics.ATTENTION_ACTIONS,
                parcel.shipment(),
                AttentionAction.newBuilder()
                        .setId("act_" + parcel.shipment())
                        .setShipmentId(parcel.shipment())
                        .setReason(AttentionReason.LATE)
                        .setSince(FIRST)
                        .setAction(AttentionActionType.NOTE)
                        .setNote("asked the carrier")
                        .setDoneBy("default")
                        .setDoneAt(LATER)
                        .build());
    }

    private static void spoil() {
        change(
                "update shipment_attention set raised = false where easypost_id = :id",
                PARCELS.get(0).shipment());
        change(
                "delete from shipment_attention where easypost_id = :id",
                PARCELS.get(1).shipment());
        change(
                "update attention_actions set note = 'nothing' where easypost_id = :id",
                PARCELS.get(0).shipment());
        change(
                "delete from attention_actions where easypost_id = :id",
                PARCELS.get(1).shipment());
        change("update shipments set total_cost = 98 where easypost_id = :id", BUSY.shipment());
        String one = PARCELS.get(1).shipment();
        String two = PARCELS.get(2).shipment();
        String three = PARCELS.get(3).shipment();
        String four = PARCELS.get(4).shipment();
        change("update shipments set status = 'failure', total_cost = 99 where easypost_id = :id", one);
        change("update shipments set signed_by = 'Mallory' where easypost_id = :id", two);
        change("update shipment_metrics set days_late = 77 where shipment_id = " + OF_SHIPMENT, one);
        change("delete from shipment_metrics where shipment_id = " + OF_SHIPMENT, two);
        change("delete from shipment_metrics where shipment_id = " + OF_SHIPMENT, three);
        change("delete from shipment_events where shipment_id = " + OF_SHIPMENT, three);
        change("delete from shipments where easypost_id = :id", three);
        change(
                "update shipment_events set status = 'unknown' where status = 'delivered' and shipment_id = "
                        + OF_SHIPMENT,
                four);
        change("""
                insert into shipment_events (id, shipment_id, status, event_datetime, received_at)
                select gen_random_uuid(), id, 'failure', '2027-01-01Z', now() from shipments where easypost_id = :id
                """, four);
        change("insert into shipments (id, easypost_id) values (gen_random_uuid(), :id)", "shp_made_up");
        change("insert into addresses (id, easypost_id) values (gen_random_uuid(), :id)", "adr_made_up");
        change("delete from addresses where easypost_id = :id", PARCELS.get(0).address("spare"));
        change(
                "update addresses set name = 'Mallory' where easypost_id = :id",
                PARCELS.get(1).address("to"));
        change(
                "update parcels set weight = 1 where easypost_id = :id",
                "prcl_" + PARCELS.get(1).suffix());
        change(
                "update customs_infos set customs_signer = null where easypost_id = :id",
                PARCELS.get(1).customsInfo());
        change("""
                insert into erasures (id, easypost_id, object, requested_at, requested_by)
                values (gen_random_uuid(), :id, 'address', now(), 'nobody')
                """, "adr_never_erased");
        change(
                "delete from personal_data where easypost_id = :id",
                PARCELS.get(1).tracker());
        change(
                "update personal_data set data = data - 'name' where easypost_id = :id",
                PARCELS.get(2).address("from"));
        change("update batch_operations set status = 'made up' where batch_id = :id", "batch_1");
    }

    private static void change(String sql, String id) {
        assertThat(service.sql(sql).param("id", id).update()).as(sql).isPositive();
    }

    /** Some hundred events a second: a rebuild whose fold is slower than the live traffic never comes to an end. */
    private static List<Told> traffic(CountDownLatch end) {
        var told = new ArrayList<Told>();
        do {
            Told parcel = Told.any();
            tell(parcel);
            told.add(parcel);
            service.send(
                    Topics.TRACKING_EVENTS,
                    BUSY.shipment(),
                    BUSY.tracked(
                            LATER.plusSeconds(told.size()),
                            "delivered",
                            Told.scan("2026-03-05T09:00:00Z", "delivered", "Toronto " + told.size())));
        } while (!isOver(end));
        return told;
    }

    private static boolean isOver(CountDownLatch end) {
        try {
            return end.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void awaitLive() {
        await().atMost(SOON)
                .until(() -> count("shipments where status = 'delivered' and signed_by is not null") == PARCELS.size()
                        && count("customs_infos where customs_signer is not null") == PARCELS.size()
                        && count("addresses where name is not null") == 2L * PARCELS.size()
                        && count("addresses where erased_at is not null") == 1
                        && count("shipment_attention") == 3
                        && count("attention_actions") == 3
                        && count("batch_operations") == 1);
    }

    private static long count(String from) {
        return service.sql("select count(*) from " + from).query(Long.class).single();
    }

    private static JsonNode rebuild(boolean check) {
        return rebuild(request(check, false));
    }

    private static JsonNode rebuild(String id) {
        await().atMost(SOON).until(() -> ended(id));
        return status(id);
    }

    private static String request(boolean check) {
        return request(check, false);
    }

    private static String request(boolean check, boolean ignoreRefused) {
        String id = "rbd_" + UUID.randomUUID();
        service.send(
                Topics.REBUILD_REQUESTS,
                "rebuild",
                new RebuildRequest(id, check, ignoreRefused, "operator", Instant.now()));
        return id;
    }

    private static JsonNode status(String id) {
        return service.sql(
                        "select to_jsonb(batch_operations)::text from batch_operations where batch_id = :id || '/facts'")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(JsonMapper.shared()::readTree)
                .orElseGet(JsonMapper.shared()::createObjectNode);
    }

    private static boolean ended(String id) {
        return status(id).path("completed_at").isString();
    }

    private static long rebuiltShipments() {
        return service.sql("select 'rebuild.shipments'::regclass::oid::bigint")
                .query(Long.class)
                .single();
    }

    private static Connection holding(String shipment) throws SQLException {
        TestPostgres.Database database = service.database();
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        connection.setAutoCommit(false);
        try (PreparedStatement statement =
                connection.prepareStatement("select from shipments where easypost_id = ? for update")) {
            statement.setString(1, shipment);
            statement.execute();
        }
        return connection;
    }

    private static Map<String, String> counts(JsonNode told) {
        var counts = new TreeMap<String, String>();
        for (JsonNode table : told.path("parameters").path("tables")) {
            long missing = table.path("missing").asLong();
            long changed = table.path("changed").asLong();
            long extra = table.path("extra").asLong();
            if (missing + changed + extra > 0) {
                counts.put(
                        table.path("table").asString(),
                        missing + " missing, " + changed + " changed, " + extra + " extra");
            }
        }
        return counts;
    }

    private static Map<String, Long> left(JsonNode told) {
        var left = new TreeMap<String, Long>();
        for (JsonNode table : told.path("parameters").path("tables")) {
            if (table.path("left").asLong() > 0) {
                left.put(table.path("table").asString(), table.path("left").asLong());
            }
        }
        return left;
    }

    private static List<String> columns(JsonNode told, String name) {
        for (JsonNode table : told.path("parameters").path("tables")) {
            if (table.path("table").asString().equals(name)) {
                return List.copyOf(table.path("columns").propertyNames());
            }
        }
        return List.of();
    }

    private static Map<String, List<String>> contents() {
        return contents(List.of());
    }

    /** The rows of each table as JSON, but for what the log does not decide, and without those of some parcels. */
    private static Map<String, List<String>> contents(List<Told> but) {
        Set<String> ids = but.stream()
                .flatMap(parcel ->
                        Stream.of(parcel.suffix(), RowId.of(parcel.shipment()).toString()))
                .collect(Collectors.toSet());
        var contents = new TreeMap<String, List<String>>();
        TABLES.forEach((table, own) -> contents.put(
                table,
                service
                        .sql("select (to_jsonb(t) - cast(:own as text[]))::text from " + table
                                + " as t where coalesce(to_jsonb(t) ->> 'operation_type', '') <> 'rebuild'")
                        .param("own", own)
                        .query(String.class)
                        .list()
                        .stream()
                        .filter(row -> ids.stream().noneMatch(row::contains))
                        .sorted()
                        .toList()));
        return contents;
    }

    private static Erasure erasure(String address) {
        return new Erasure(address, PersonalObject.ADDRESS, LATER, "operator", null);
    }

    private static OperationEvent batch() {
        return OperationEvent.newBuilder()
                .setId("batch_1")
                .setOperationType("batch")
                .setEnvelope(Told.envelope(FIRST))
                .setVersion(Told.version(FIRST, "batch"))
                .setStatus("purchased")
                .build();
    }
}
