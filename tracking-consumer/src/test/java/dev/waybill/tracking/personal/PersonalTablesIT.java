package dev.waybill.tracking.personal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.events.Erasure;
import dev.waybill.events.PersonalData;
import dev.waybill.events.PersonalObject;
import dev.waybill.events.Version;
import dev.waybill.schemas.failures.Transactions;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.testkit.TestPostgres;
import dev.waybill.tracking.Told;
import dev.waybill.tracking.personal.PersonalRecord.Erased;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Records of people and erasures into tables and answers. */
class PersonalTablesIT {

    private static final Instant FIRST = Instant.parse("2026-03-02T16:01:00Z");
    private static final Instant LATER = Instant.parse("2026-03-05T18:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private static DriverManagerDataSource source;

    /** Made before any event, since it lets Avro read them. */
    @SuppressWarnings("unused")
    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());

    private final SingleConnectionDataSource connection = new SingleConnectionDataSource(
            String.valueOf(source.getUrl()),
            String.valueOf(source.getUsername()),
            String.valueOf(source.getPassword()),
            true);
    private final JdbcClient database = JdbcClient.create(connection);
    private final PersonalTables tables =
            new PersonalTables(database, new Transactions(new JdbcTransactionManager(connection)));
    private final Told parcel = Told.any();

    @BeforeAll
    static void migrate() {
        TestPostgres.Database empty = TestPostgres.newDatabase();
        source = new DriverManagerDataSource(empty.jdbcUrl(), empty.user(), empty.password());
        Flyway.configure().dataSource(source).load().migrate();
    }

    @Test
    void anyOrderRepetitionAndBatchingEndInTheSameRows() {
        List<PersonalRecord> records = records();
        tables.write(records);
        String expected = rows();
        assertThat(expected)
                .contains("Newer", "B. Signer", "https://example.org/label")
                .doesNotContain("A. Erased");
        var random = new Random(7);
        for (int time = 0; time < 60; time++) {
            forgetAll();
            List<PersonalRecord> shuffled = new ArrayList<>(records);
            shuffled.addAll(records.subList(0, random.nextInt(records.size())));
            Collections.shuffle(shuffled, random);
            while (!shuffled.isEmpty()) {
                List<PersonalRecord> batch = shuffled.subList(0, 1 + random.nextInt(Math.min(4, shuffled.size())));
                tables.write(List.copyOf(batch));
                batch.clear();
            }
            assertThat(rows()).as("time %d", time).isEqualTo(expected);
        }
    }

    @Test
    void anErasureWrittenAgainSaysTheSameAgain() {
        tables.write(List.of(told(parcel.signature(FIRST, "Ada"))));
        List<PersonalRecord> erasure = List.of(erased(parcel.shipment(), PersonalObject.SHIPMENT));
        List<Answer> answers = tables.write(erasure);

        assertThat(answers)
                .containsExactly(
                        new Answer.Forgotten(parcel.shipment(), LATER.toString()),
                        new Answer.Erased(new Erasure(
                                parcel.tracker(), PersonalObject.TRACKER, LATER, "operator", "asked by letter")));
        assertThat(tables.write(erasure)).isEqualTo(answers);
        tables.write(List.of(erased(parcel.tracker(), PersonalObject.TRACKER)));
        assertThat(tables.write(erasure)).containsExactly(answers.get(0));
        assertThat(rows()).doesNotContain("Ada");
    }

    @Test
    void ofTwoRecordsOfOneSecondTheOneThatTellsMoreIsKept() {
        PersonalData created = ranked(parcel.customsSignature(FIRST, "C. Signer"), 1, "z");
        PersonalData purchased = PersonalData.newBuilder(ranked(parcel.customsSignature(FIRST, "C. Signer"), 7, "a"))
                .setDocuments("{\"label_url\":\"https://example.org/bought\"}")
                .build();
        tables.write(List.of(told(purchased)));

        assertThat(tables.write(List.of(told(created)))).containsExactly(new Answer.Newer(created, purchased));
        assertThat(tables.write(List.of(told(purchased)))).isEmpty();
    }

    @Test
    void aTombstoneTakesBackWhatWasToldBeforeItAlone() {
        PersonalRecord record = told(parcel.signature(FIRST, "Ada"));
        PersonalRecord tombstone = new PersonalRecord.Gone(parcel.tracker());

        tables.write(List.of(record, tombstone));
        assertThat(rows()).doesNotContain("Ada");
        tables.write(List.of(tombstone, record));
        assertThat(rows()).contains("Ada");
        assertThat(tables.write(List.of(tombstone))).isEmpty();
        assertThat(rows()).doesNotContain("Ada");
    }

    @Test
    void whatPostgresCannotHoldIsNoReasonToLoseTheRest() {
        tables.write(List.of(told(parcel.signature(FIRST, "J\0D"))));
        assertThat(rows()).contains("\"signed_by\": \"JD\"");
    }

    @Test
    void anErasureWaitsForWhoeverTellsAndNotForWhoeverReads() {
        JdbcClient other = JdbcClient.create(source);
        database.sql("begin").update();
        database.sql("select count(*) from erasures").query(Long.class).single();
        assertThat(mayLock(other)).as("beside a reader").isTrue();
        new PersonalRows(database).keep(List.of(parcel.signature(FIRST, "Ada")));
        assertThat(mayLock(other)).as("beside a teller").isFalse();
        database.sql("rollback").update();
    }

    private static boolean mayLock(JdbcClient other) {
        return other.sql("""
                        select not exists (
                            select from pg_locks where relation = 'erasures'::regclass and mode = 'RowShareLock')
                        """).query(Boolean.class).single();
    }

    /** A shipment with two trackers of which one is erased, one tracker told alone too, an address in two versions, one erased. */
    private List<PersonalRecord> records() {
        String other = parcel.tracker() + "b";
        return List.of(
                told(parcel.person("from", FIRST, "Older")),
                told(parcel.person("from", LATER, "Newer")),
                told(parcel.person("to", LATER, "A. Erased")),
                erased(parcel.address("to"), PersonalObject.ADDRESS),
                told(parcel.signature(LATER, "A. Erased")),
                erased(parcel.tracker(), PersonalObject.TRACKER),
                told(PersonalData.newBuilder(parcel.signature(FIRST, "B. Signer"))
                        .setId(other)
                        .build()),
                told(PersonalData.newBuilder(parcel.signature(FIRST, "B. Signer"))
                        .setId(other)
                        .setShipmentId(null)
                        .build()),
                told(parcel.customsSignature(FIRST, "C. Older")),
                told(parcel.customsSignature(LATER, "C. Newer")));
    }

    private static PersonalRecord told(PersonalData data) {
        return new PersonalRecord.Told(data);
    }

    private static PersonalRecord erased(String id, PersonalObject object) {
        return new Erased(new Erasure(id, object, LATER, "operator", "asked by letter"));
    }

    private static PersonalData ranked(PersonalData data, int rank, String hash) {
        return PersonalData.newBuilder(data)
                .setVersion(Version.newBuilder(data.getVersion())
                        .setRank(rank)
                        .setHash(hash)
                        .build())
                .build();
    }

    private void forgetAll() {
        Stream.of("personal_data", "erasures", "addresses", "customs_infos", "shipments")
                .forEach(table -> database.sql("truncate " + table + " cascade").update());
    }

    /** The rows of this parcel's people: those that name nobody are the same as none. */
    private String rows() {
        return database.sql("""
                        select coalesce(string_agg(line, E'\\n' order by line), '') from (
                            select 'data ' || (to_jsonb(personal_data) - '{created_at,updated_at}'::text[])::text
                                from personal_data where data is not null and easypost_id like '%' || :suffix || '%'
                            union all
                            select 'erased ' || easypost_id from erasures where easypost_id like '%' || :suffix || '%'
                            union all
                            select 'address ' || to_jsonb(addresses)::text from addresses where easypost_id like '%' || :suffix || '%'
                            union all
                            select 'signed ' || easypost_id || ' ' || signed_by from shipments
                                where signed_by is not null and easypost_id like '%' || :suffix || '%'
                            union all
                            select 'customs ' || to_jsonb(customs_infos)::text from customs_infos
                                where easypost_id like '%' || :suffix || '%'
                        ) as lines(line)
                        """)
                .param("suffix", parcel.suffix())
                .query(String.class)
                .single();
    }
}
