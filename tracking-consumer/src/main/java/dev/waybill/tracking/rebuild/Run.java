package dev.waybill.tracking.rebuild;

import dev.waybill.schemas.rebuild.RebuildDatabase;
import dev.waybill.schemas.rebuild.RebuiltTable;
import dev.waybill.schemas.rebuild.TableReport;
import dev.waybill.tracking.batch.Halving.Refused;
import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.rows.SqlArrays;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * One folding into the schema {@code rebuild}: its tables, and how far each partition is folded. Whoever takes it over goes on there. When
 * the database crashes, or the tables are made anew, the folding is over, and who still works on it is told so.
 */
final class Run {

    private final RebuildDatabase database;
    private final JdbcClient client;
    private final RebuiltTables tables;
    private final RefusedRecords refused;
    private final UUID token;

    private Run(RebuildDatabase database, RebuiltTables tables, UUID token) {
        this.database = database;
        this.client = database.client();
        this.tables = tables;
        this.refused = new RefusedRecords(client);
        this.token = token;
    }

    /** Goes on with the run of that id if there is one, else makes all tables anew. */
    static Run of(String id, RebuildDatabase database, RebuiltTables tables) {
        JdbcClient client = database.client();
        UUID token = database.transactions().execute(transaction -> {
            client.sql("select pg_advisory_xact_lock(hashtext('waybill rebuild'))")
                    .query()
                    .listOfRows();
            return takenOver(client, id).orElseGet(() -> create(client, id, tables));
        });
        return new Run(database, tables, token);
    }

    /** Whoever had it before is told that it is over. */
    private static Optional<UUID> takenOver(JdbcClient client, String id) {
        boolean made = client.sql("select to_regclass('run') is not null")
                .query(Boolean.class)
                .single();
        return made
                ? client.sql("update run set token = :token where id = :id returning token")
                        .param("token", UUID.randomUUID())
                        .param("id", id)
                        .query(UUID.class)
                        .optional()
                : Optional.empty();
    }

    private static UUID create(JdbcClient client, String id, RebuiltTables tables) {
        drop(client, tables);
        tables.all().forEach(table -> client.sql(table.creation()).update());
        client.sql("create unlogged table run (id text not null, token uuid not null)")
                .update();
        client.sql("""
                create unlogged table positions (
                    topic text not null, partition integer not null, next_offset bigint not null, told_offset bigint not null,
                    primary key (topic, partition))
                """).update();
        client.sql("""
                create unlogged table records (
                    key text not null, topic text not null, partition integer not null, record_offset bigint not null,
                    primary key (key))
                """).update();
        new RefusedRecords(client).create();
        client.sql("""
                create unlogged table differences (
                    table_name text not null, key text not null, unit uuid not null, kind text not null, columns text[],
                    fingerprint text not null, confirmed boolean not null default false, remains boolean not null default false,
                    primary key (table_name, key, unit))
                """).update();
        client.sql("create index differences_unit_idx on differences (table_name, unit)")
                .update();
        client.sql("create unlogged table carried (units integer not null)").update();
        client.sql("create unlogged table found (report text not null)").update();
        UUID token = UUID.randomUUID();
        client.sql("insert into run (id, token) values (:id, :token)")
                .param("id", id)
                .param("token", token)
                .update();
        return token;
    }

    private static void drop(JdbcClient client, RebuiltTables tables) {
        tables.all().stream()
                .map(RebuiltTable::drop)
                .forEach(drop -> client.sql(drop).update());
        client.sql("drop table if exists run, positions, records, refused, differences, carried, found")
                .update();
    }

    /** What the fold has put aside. */
    RefusedRecords refused() {
        return refused;
    }

    /** Drops all tables, unless there is another run by now. */
    void end() {
        database.transactions().executeWithoutResult(transaction -> {
            require();
            drop(client, tables);
        });
    }

    /**
     * Holds the run for the current transaction.
     *
     * @throws RunOverException when it is over
     */
    void require() {
        boolean mine = client.sql("select token from run where token = :token for share")
                .param("token", token)
                .query(UUID.class)
                .optional()
                .isPresent();
        if (!mine) {
            throw new RunOverException();
        }
    }

    /** Returns how far each partition is folded, of those of which anything is. */
    Map<TopicPartition, Position> positions() {
        var positions = new HashMap<TopicPartition, Position>();
        client.sql("select topic, partition, next_offset, told_offset from positions")
                .query(row -> {
                    positions.put(
                            new TopicPartition(row.getString("topic"), row.getInt("partition")),
                            new Position(row.getLong("next_offset"), row.getLong("told_offset")));
                });
        return positions;
    }

    /**
     * Tells that some records are folded.
     *
     * @param places the last record of each key
     * @param refused those that the fold put aside
     */
    void folded(
            Map<TopicPartition, Position> positions,
            Collection<ConsumerRecord<byte[], byte[]>> places,
            List<Refused> refused) {
        List<TopicPartition> partitions = List.copyOf(positions.keySet());
        database.transactions().executeWithoutResult(transaction -> {
            require();
            client.sql("""
                    insert into positions (topic, partition, next_offset, told_offset)
                    select * from unnest(:topics, :partitions, :next, :told)
                    on conflict (topic, partition) do update set
                        next_offset = greatest(positions.next_offset, excluded.next_offset),
                        told_offset = greatest(positions.told_offset, excluded.told_offset)
                    """)
                    .param("topics", texts(partitions.stream().map(TopicPartition::topic)))
                    .param("partitions", integers(partitions.stream().map(TopicPartition::partition)))
                    .param(
                            "next",
                            longs(partitions.stream()
                                    .map(one -> at(positions, one).next())))
                    .param(
                            "told",
                            longs(partitions.stream()
                                    .map(one -> at(positions, one).told())))
                    .update();
            client.sql("""
                    insert into records (key, topic, partition, record_offset)
                    select * from unnest(:keys, :topics, :partitions, :offsets)
                    on conflict (key) do update set
                        (topic, partition, record_offset) = (excluded.topic, excluded.partition, excluded.record_offset)
                    """)
                    .param("keys", texts(places.stream().map(Run::key)))
                    .param("topics", texts(places.stream().map(ConsumerRecord::topic)))
                    .param("partitions", integers(places.stream().map(ConsumerRecord::partition)))
                    .param("offsets", longs(places.stream().map(ConsumerRecord::offset)))
                    .update();
            this.refused.add(refused);
        });
    }

    /** Tells what was found to differ, and returns what was found first: who takes over finds less. */
    List<TableReport> found(List<TableReport> report) {
        database.transactions().executeWithoutResult(transaction -> {
            require();
            client.sql("insert into found (report) select :report where not exists (select from found)")
                    .param("report", RowJson.text(report))
                    .update();
        });
        return List.of(RowJson.read(
                client.sql("select report from found limit 1")
                        .query(String.class)
                        .single(),
                TableReport[].class));
    }

    /** Tells, in the current transaction, that some units are carried over. */
    void carried(int units) {
        client.sql("insert into carried (units) values (:units)")
                .param("units", units)
                .update();
    }

    /** How many units are carried over. */
    long carried() {
        return client.sql("select coalesce(sum(units), 0) from carried")
                .query(Long.class)
                .single();
    }

    private static Position at(Map<TopicPartition, Position> positions, TopicPartition partition) {
        return positions.getOrDefault(partition, new Position(0, 0));
    }

    /**
     * How far a partition is folded.
     *
     * @param next behind what was read
     * @param told behind the last record: what follows are marks of transactions, which nobody commits
     */
    record Position(long next, long told) {}

    /** PostgreSQL takes no NUL, and no key of Waybill's has one. */
    static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8).replace('\0', '\ufffd');
    }

    private static SqlArrayValue texts(Stream<String> texts) {
        return SqlArrays.texts(texts.toList());
    }

    private static SqlArrayValue integers(Stream<Integer> numbers) {
        return new SqlArrayValue("integer", numbers.toArray());
    }

    private static SqlArrayValue longs(Stream<Long> numbers) {
        return new SqlArrayValue("bigint", numbers.toArray());
    }
}
