package dev.waybill.tracking.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final TopicPartition ONE = new TopicPartition("tracking-events", 0);
    private static final TopicPartition OTHER = new TopicPartition("shipment-events", 0);
    private static final int A_POLL = 10;
    private static final int SMALL = 100;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final AtomicInteger assignments = new AtomicInteger();
    private final Gathering gathering = new Gathering(A_POLL, assignments::get);

    @BeforeEach
    void assign() {
        consumer.assign(List.of(ONE, OTHER));
        consumer.updateBeginningOffsets(Map.of(ONE, 0L, OTHER, 0L));
        consumer.setMaxPollRecords(A_POLL);
    }

    @Test
    void aPollThatIsNotFullIsABatch() {
        add(ONE, 0, 7, SMALL);

        assertThat(poll().count()).isEqualTo(7);
    }

    @Test
    void aBacklogOfSmallRecordsIsReadFourPollsAtATime() {
        add(ONE, 0, 25, SMALL);
        add(OTHER, 0, 20, SMALL);

        ConsumerRecords<byte[], byte[]> batch = poll();

        assertThat(batch.count()).isEqualTo(4 * A_POLL);
        assertThat(batch.partitions()).containsExactlyInAnyOrder(ONE, OTHER);
        for (TopicPartition partition : List.of(ONE, OTHER)) {
            List<ConsumerRecord<byte[], byte[]>> records = batch.records(partition);
            assertThat(records.stream().map(ConsumerRecord::offset))
                    .containsExactlyElementsOf(
                            LongStream.range(0, records.size()).boxed().toList());
            assertThat(batch.nextOffsets())
                    .hasEntrySatisfying(
                            partition, next -> assertThat(next.offset()).isEqualTo(records.size()));
        }
        assertThat(poll().count()).isEqualTo(5);
    }

    @Test
    void largeRecordsEndABatch() {
        add(ONE, 0, 40, 500_000);

        assertThat(poll().count()).isEqualTo(A_POLL);
    }

    @Test
    void whatWasGatheredBeforeThePartitionsChangedIsNotHandled() {
        add(ONE, 0, 2 * A_POLL, SMALL);
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(assignments::incrementAndGet);

        ConsumerRecords<byte[], byte[]> batch = poll();

        assertThat(batch.records(ONE).stream().map(ConsumerRecord::offset))
                .containsExactlyElementsOf(
                        LongStream.range(A_POLL, 2 * A_POLL).boxed().toList());
        assertThat(batch.nextOffsets()).containsEntry(ONE, new OffsetAndMetadata(2 * A_POLL));
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        return gathering.poll(consumer, Duration.ZERO);
    }

    private void add(TopicPartition partition, int from, int count, int bytes) {
        for (int i = from; i < from + count; i++) {
            consumer.addRecord(new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    i,
                    0,
                    TimestampType.CREATE_TIME,
                    0,
                    bytes,
                    new byte[0],
                    new byte[bytes],
                    new RecordHeaders(),
                    Optional.empty()));
        }
    }
}
