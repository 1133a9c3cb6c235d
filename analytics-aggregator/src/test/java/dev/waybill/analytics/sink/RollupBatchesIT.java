package dev.waybill.analytics.sink;

import static dev.waybill.analytics.Shipments.decimal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.waybill.analytics.MigratedDatabase;
import dev.waybill.analytics.Shipments;
import dev.waybill.events.AnalyticsSummary;
import dev.waybill.events.CarrierPerformance;
import dev.waybill.events.CarrierStat;
import dev.waybill.events.CostTotal;
import dev.waybill.events.DestinationCount;
import dev.waybill.events.Period;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
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
import org.springframework.transaction.support.TransactionTemplate;

@NullUnmarked
class RollupBatchesIT {

    private static final TopicPartition CARRIERS = new TopicPartition(Topics.CARRIER_PERFORMANCE, 0);
    private static final TopicPartition SUMMARIES = new TopicPartition(Topics.ANALYTICS_SUMMARIES, 0);

    private static final DataSource SOURCE = MigratedDatabase.fresh().dataSource();

    private final AvroWire wire = new AvroWire(BundledSchemas.catalogue());
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
    void aCarriersRowIsWrittenWithItsOneCurrency() {
        assertThat(batches.write(List.of(record(CARRIERS, 0, "k", carrier("USPS", "12.50000", 2))), positions))
                .isTrue();
        assertThat(database.sql("select * from carrier_performance").query().singleRow())
                .containsEntry("id", RowId.of("k"))
                .containsEntry("mode", "test")
                .containsEntry("carrier", "USPS")
                .containsEntry("service", "Ground")
                .containsEntry("date", Date.valueOf(Shipments.TUESDAY))
                .containsEntry("total_shipments", 3L)
                .containsEntry("total_cost", decimal("12.5"))
                .containsEntry("average_cost", decimal("6.25"))
                .containsEntry("currency", "USD")
                .containsEntry("delivery_days_known", 2L)
                .containsEntry("p90_delivery_days", decimal("4"))
                .containsEntry("reliability_score", decimal("20.65493"));
        assertThat(text("select costs::text from carrier_performance"))
                .isEqualTo("{\"USD\": {\"count\": 2, \"total\": 12.5}}");
    }

    @Test
    void severalCurrenciesHaveNoTotal() {
        CarrierPerformance row = carrier("USPS", "10", 1);
        row.getCosts().put("CAD", new CostTotal(decimal("100"), 1L));
        batches.write(List.of(record(CARRIERS, 0, "k", row)), positions);
        assertThat(database.sql("select total_cost, average_cost, currency from carrier_performance")
                        .query()
                        .singleRow()
                        .values())
                .containsOnlyNulls();
        assertThat(text("select costs #>> '{CAD,total}' from carrier_performance"))
                .isEqualTo("100");
    }

    @Test
    void aSummaryIsWrittenWithItsParts() {
        batches.write(List.of(record(SUMMARIES, 0, "k", summary())), positions);
        assertThat(text("select period || ' ' || date || ' ' || successful from analytics_summaries"))
                .isEqualTo("weekly 2024-07-30 1");
        assertThat(text("select carrier_stats #>> '{USPS,on_time_rate}' from analytics_summaries"))
                .isEqualTo("0.5");
        assertThat(text("select carrier_stats #>> '{USPS,costs,USD,total}' from analytics_summaries"))
                .isEqualTo("7.4");
        assertThat(text("select top_destinations::text from analytics_summaries"))
                .isEqualTo("[{\"count\": 2, \"state\": \"CA\", \"country\": \"US\"}]");
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
        records.set(2, new ConsumerRecord<>(CARRIERS.topic(), 0, 2, new byte[] {'x'}, new byte[] {1, 2}));
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
                .matches(Failures::passes);
        assertThat(letters).isEmpty();
    }

    @Test
    void aPoisonRecordWaitsForTheBroker() {
        KafkaOperations<byte[], byte[]> away = mock();
        when(away.send(ArgumentMatchers.<ProducerRecord<byte[], byte[]>>any()))
                .thenReturn(CompletableFuture.failedFuture(new TimeoutException()));
        var waiting = new RollupBatches(
                new TransactionTemplate(new JdbcTransactionManager(SOURCE)),
                offsets,
                List.of(new CarrierPerformances(database, wire)),
                new DeadLetters(away, new SimpleMeterRegistry()));
        var poison = new ConsumerRecord<>(CARRIERS.topic(), 0, 0, new byte[] {'x'}, new byte[] {1});
        assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> waiting.write(List.of(poison), positions));
        assertThat(offsets.of(List.of(CARRIERS))).containsEntry(CARRIERS, 0L);
    }

    private RollupBatches batches(DataSource source) {
        var client = JdbcClient.create(source);
        KafkaOperations<byte[], byte[]> kafka = mock();
        when(kafka.send(ArgumentMatchers.<ProducerRecord<byte[], byte[]>>any())).thenAnswer(call -> {
            letters.add(call.getArgument(0));
            return CompletableFuture.completedFuture(null);
        });
        return new RollupBatches(
                new TransactionTemplate(new JdbcTransactionManager(source)),
                new SinkOffsets(client),
                List.of(new CarrierPerformances(client, wire), new AnalyticsSummaries(client, wire)),
                new DeadLetters(kafka, new SimpleMeterRegistry()));
    }

    private String text(String sql) {
        return database.sql(sql).query(String.class).single();
    }

    private ConsumerRecord<byte[], byte[]> record(TopicPartition at, long offset, String key, SpecificRecord row) {
        byte[] value = row == null ? null : wire.encode(at.topic(), row);
        return new ConsumerRecord<>(at.topic(), at.partition(), offset, key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static CarrierPerformance carrier(String name, String cost, long count) {
        return CarrierPerformance.newBuilder()
                .setMode("test")
                .setCarrier(name)
                .setService("Ground")
                .setDate(Shipments.TUESDAY)
                .setTotalShipments(3)
                .setDelivered(2)
                .setFailed(0)
                .setInFlight(1)
                .setOnTime(1)
                .setDelayed(0)
                .setCosts(new HashMap<>(Map.of("USD", new CostTotal(decimal(cost), count))))
                .setExceptions(0)
                .setDeliveryDaysKnown(2)
                .setP90DeliveryDays(decimal("4"))
                .setOnTimeRate(decimal("1"))
                .setReliabilityScore(decimal("20.65493"))
                .build();
    }

    private static AnalyticsSummary summary() {
        Map<String, CostTotal> costs = Map.of("USD", new CostTotal(decimal("7.4"), 2L));
        return AnalyticsSummary.newBuilder()
                .setMode("test")
                .setPeriod(Period.WEEKLY)
                .setDate(Shipments.TUESDAY)
                .setTotalShipments(2)
                .setSuccessful(1)
                .setFailed(0)
                .setInFlight(1)
                .setOnTime(1)
                .setDelayed(1)
                .setCosts(costs)
                .setOnTimeRate(decimal("0.5"))
                .setCarrierStats(
                        Map.of("USPS", new CarrierStat(2L, 1L, 0L, 1L, 1L, decimal("0.5"), decimal("2"), costs)))
                .setTopDestinations(List.of(new DestinationCount("US", "CA", 2L)))
                .build();
    }
}
