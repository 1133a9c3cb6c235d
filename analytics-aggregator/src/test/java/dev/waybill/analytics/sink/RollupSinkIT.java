package dev.waybill.analytics.sink;

import static dev.waybill.analytics.sink.RollupRecords.CARRIERS;
import static dev.waybill.analytics.sink.RollupRecords.WIRE;
import static dev.waybill.analytics.sink.RollupRecords.carrier;
import static dev.waybill.analytics.sink.RollupRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.waybill.analytics.MigratedDatabase;
import dev.waybill.schemas.failures.Transactions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.listener.ConsumerSeekAware.ConsumerSeekCallback;
import org.springframework.kafka.support.Acknowledgment;

/** Which batches are written, whatever the container hands out. */
@NullUnmarked
class RollupSinkIT {

    private static final DataSource SOURCE = MigratedDatabase.fresh().dataSource();

    private final JdbcClient database = JdbcClient.create(SOURCE);
    private final SinkOffsets offsets = new SinkOffsets(database);
    private final RollupBatches batches = new RollupBatches(
            new Transactions(new JdbcTransactionManager(SOURCE)),
            offsets,
            List.of(new CarrierPerformances(database, WIRE)),
            new DeadLetters(mock(), new SimpleMeterRegistry()));
    private final ConsumerSeekCallback consumer = mock();
    private final Acknowledgment acknowledged = mock();
    private final RollupSink sink = new RollupSink(offsets, batches);

    @BeforeEach
    void readTheFirstRecord() {
        for (String table : List.of("carrier_performance", "sink_offsets")) {
            database.sql("delete from " + table).update();
        }
        sink.registerSeekCallback(consumer);
        sink.on(costing(0, "1"), acknowledged);
        verify(consumer).seek(CARRIERS.topic(), CARRIERS.partition(), 0);
        verifyNoInteractions(acknowledged);
        sink.on(costing(0, "1"), acknowledged);
        verify(acknowledged).acknowledge();
        assertThat(cost()).isEqualTo("1.00000");
    }

    @Test
    void aBatchThatComesAgainAfterAnotherSinkWentOnIsNotWritten() {
        Map<TopicPartition, Long> others = new HashMap<>(offsets.of(List.of(CARRIERS)));
        assertThat(batches.write(costing(39, "40"), others)).isTrue();
        List<ConsumerRecord<byte[], byte[]>> old = costing(2, "3");

        sink.on(old, acknowledged);
        verify(consumer).seek(CARRIERS.topic(), CARRIERS.partition(), 40);
        sink.on(old, acknowledged);
        sink.on(costing(2, "3"), acknowledged);

        assertThat(cost()).isEqualTo("40.00000");
        assertThat(position()).isEqualTo(40);
        sink.on(costing(40, "41"), acknowledged);
        assertThat(cost()).isEqualTo("41.00000");
    }

    @Test
    void aBatchThatComesAgainAfterThePositionWasSetBackSkipsNothing() {
        database.sql("update sink_offsets set next_offset = 0").update();
        List<ConsumerRecord<byte[], byte[]>> later = costing(5, "6");

        sink.on(later, acknowledged);
        sink.on(later, acknowledged);

        assertThat(cost()).isEqualTo("1.00000");
        assertThat(position()).isZero();
        sink.on(costing(0, "7"), acknowledged);
        assertThat(cost()).isEqualTo("7.00000");
    }

    @Test
    void aPartitionThatWasTakenAwayIsSoughtAgain() {
        sink.onPartitionsRevoked(List.of(CARRIERS));

        sink.on(costing(1, "2"), acknowledged);

        assertThat(cost()).isEqualTo("1.00000");
        verify(consumer).seek(CARRIERS.topic(), CARRIERS.partition(), 1);
    }

    private static List<ConsumerRecord<byte[], byte[]>> costing(long offset, String cost) {
        return List.of(record(CARRIERS, offset, "a", carrier("USPS", cost, 1)));
    }

    private String cost() {
        return database.sql("select total_cost::text from carrier_performance")
                .query(String.class)
                .single();
    }

    private long position() {
        return offsets.of(List.of(CARRIERS)).get(CARRIERS);
    }
}
