package dev.waybill.analytics.sink;

import static dev.waybill.analytics.sink.RollupRecords.CARRIERS;
import static dev.waybill.analytics.sink.RollupRecords.SUMMARIES;
import static dev.waybill.analytics.sink.RollupRecords.WIRE;
import static dev.waybill.analytics.sink.RollupRecords.carrier;
import static dev.waybill.analytics.sink.RollupRecords.poison;
import static dev.waybill.analytics.sink.RollupRecords.record;
import static dev.waybill.analytics.sink.RollupRecords.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.mockito.ArgumentMatchers.anyMap;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.waybill.analytics.MigratedDatabase;
import dev.waybill.schemas.failures.Transactions;
import dev.waybill.schemas.failures.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.core.KafkaOperations;

/** What becomes of batches, whatever they hold. */
@NullUnmarked
class RollupBatchesIT {

    private static final MigratedDatabase DATABASE = MigratedDatabase.fresh();
    private static final DataSource SOURCE = DATABASE.dataSource();

    private final List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    private JdbcClient database;
    private SinkOffsets offsets;
    private RollupBatches batches;
    private Map<TopicPartition, Long> positions;

    @BeforeEach
    void open() {
        database = JdbcClient.create(SOURCE);
        for (String table : List.of("carrier_performance", "analytics_summaries", "sink_offsets")) {
            database.sql("delete from " + table).update();
        }
        offsets = new SinkOffsets(database);
        batches = batches(SOURCE);
        positions = new HashMap<>(offsets.of(List.of(CARRIERS, SUMMARIES)));
    }

    @Test
    void aPartitionThatWasNeverReadStartsAtZero() {
        assertThat(positions).isEqualTo(Map.of(CARRIERS, 0L, SUMMARIES, 0L));
    }

    @Test
    void theLastOfAKeyIsTheRowAndATombstoneIsNone() {
        batches.write(
                List.of(
                        record(CARRIERS, 0, "a", carrier("USPS", "1", 1)),
                        record(CARRIERS, 1, "b", carrier("UPS", "1", 1)),
                        record(CARRIERS, 4, "a", carrier("USPS", "2", 1))),
                positions);
        assertThat(text("select string_agg(carrier || total_cost, ' ' order by carrier) from carrier_performance"))
                .isEqualTo("UPS1.00000 USPS2.00000");
        batches.write(List.of(record(CARRIERS, 5, "a", null), record(CARRIERS, 6, "never", null)), positions);
        assertThat(text("select string_agg(carrier, ' ') from carrier_performance"))
                .isEqualTo("UPS");
        assertThat(offsets.of(List.of(CARRIERS))).containsEntry(CARRIERS, 7L);
    }

    @Test
    void whoIsOvertakenWritesNothing() {
        batches.write(List.of(record(CARRIERS, 0, "a", carrier("USPS", "1", 1))), positions);
        var zombies = new HashMap<>(Map.of(CARRIERS, 0L, SUMMARIES, 0L));
        assertThat(batches.write(
                        List.of(
                                record(SUMMARIES, 0, "s", summary()),
                                record(CARRIERS, 0, "a", carrier("USPS", "99", 1))),
                        zombies))
                .isFalse();
        assertThat(text("select total_cost::text from carrier_performance")).isEqualTo("1.00000");
        assertThat(text("select count(*)::text from analytics_summaries")).isEqualTo("0");
        assertThat(offsets.of(List.of(CARRIERS, SUMMARIES))).isEqualTo(Map.of(CARRIERS, 1L, SUMMARIES, 0L));
        assertThat(letters).isEmpty();
    }

    @Test
    void aPoisonRecordIsPutAsideAndItsNeighboursAreWritten() {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (int offset = 0; offset < 7; offset++) {
            records.add(record(CARRIERS, offset, "k" + offset, carrier("carrier " + offset, "1", 1)));
        }
        records.set(2, poison(CARRIERS, 2));
        records.set(5, record(CARRIERS, 5, "k5", carrier("carrier 0", "1", 1)));
        assertThat(batches.write(records, positions)).isTrue();
        assertThat(text("select count(*)::text from carrier_performance")).isEqualTo("5");
        assertThat(letters)
                .extracting(ProducerRecord::topic, letter -> new String(letter.key(), StandardCharsets.UTF_8))
                .containsExactly(tuple("carrier-performance-dlt", "x"), tuple("carrier-performance-dlt", "k5"));
        assertThat(offsets.of(List.of(CARRIERS))).containsEntry(CARRIERS, 7L);
    }

    @Test
    void aDatabaseThatIsAwayIsNoFaultOfTheRecord() {
        var nobody = new PGSimpleDataSource();
        nobody.setUrl("jdbc:postgresql://127.0.0.1:1/nobody");
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() ->
                        batches(nobody).write(List.of(record(CARRIERS, 0, "a", carrier("USPS", "1", 1))), positions))
                .matches(failure -> Verdict.of(failure) == Verdict.RETRY);
        assertThat(letters).isEmpty();
    }

    @Test
    void aPoisonRecordWaitsForTheBroker() {
        KafkaOperations<byte[], byte[]> away = mock();
        when(away.send(ArgumentMatchers.<ProducerRecord<byte[], byte[]>>any()))
                .thenReturn(CompletableFuture.failedFuture(new TimeoutException()));
        var waiting = new RollupBatches(
                new Transactions(new JdbcTransactionManager(SOURCE)),
                offsets,
                List.of(new CarrierPerformances(database, WIRE)),
                new DeadLetters(away, new SimpleMeterRegistry()));
        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(() -> waiting.write(List.of(poison(CARRIERS, 0)), positions));
        assertThat(offsets.of(List.of(CARRIERS))).containsEntry(CARRIERS, 0L);
    }

    @Test
    void aBatchThatTakesTooLongIsWrittenInSmallerOnesAndASingleRecordIsTriedAgain() {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (int offset = 0; offset < 3; offset++) {
            records.add(record(CARRIERS, offset, "k" + offset, carrier("carrier " + offset, "1", 1)));
        }
        assertThat(impatient(2).write(records, positions)).isTrue();
        assertThat(offsets.of(List.of(CARRIERS))).containsEntry(CARRIERS, 3L);
        var another = List.of(record(CARRIERS, 3, "k", carrier("USPS", "1", 1)));
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> impatient(1).write(another, positions))
                .matches(failure -> Verdict.of(failure) == Verdict.TOO_LONG);
        assertThat(offsets.of(List.of(CARRIERS))).containsEntry(CARRIERS, 3L);
        assertThat(letters).isEmpty();
    }

    /** Batches to a table that hangs from so many rows on, on sessions that PostgreSQL cuts off. */
    private RollupBatches impatient(int rows) {
        var source = new PGSimpleDataSource();
        source.setUrl(DATABASE.jdbcUrl());
        source.setUser(MigratedDatabase.ROLE);
        source.setPassword(MigratedDatabase.PASSWORD);
        source.setOptions("-c transaction_timeout=1s");
        var client = JdbcClient.create(source);
        RollupTable<?> slow = mock();
        when(slow.topic()).thenReturn(CARRIERS.topic());
        doAnswer(call -> client.sql("select pg_sleep(?)")
                        .param(call.<Map<?, ?>>getArgument(0).size() < rows ? 0 : 30)
                        .query()
                        .listOfRows())
                .when(slow)
                .write(anyMap());
        return new RollupBatches(
                new Transactions(new JdbcTransactionManager(source)),
                new SinkOffsets(client),
                List.of(slow),
                new DeadLetters(kafka(), new SimpleMeterRegistry()));
    }

    private RollupBatches batches(DataSource source) {
        var client = JdbcClient.create(source);
        return new RollupBatches(
                new Transactions(new JdbcTransactionManager(source)),
                new SinkOffsets(client),
                List.of(new CarrierPerformances(client, WIRE), new AnalyticsSummaries(client, WIRE)),
                new DeadLetters(kafka(), new SimpleMeterRegistry()));
    }

    private KafkaOperations<byte[], byte[]> kafka() {
        KafkaOperations<byte[], byte[]> kafka = mock();
        when(kafka.send(ArgumentMatchers.<ProducerRecord<byte[], byte[]>>any())).thenAnswer(call -> {
            letters.add(call.getArgument(0));
            return CompletableFuture.completedFuture(null);
        });
        return kafka;
    }

    private String text(String sql) {
        return database.sql(sql).query(String.class).single();
    }
}
