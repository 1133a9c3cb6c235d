package dev.waybill.tracking.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;

class HalvingTest {

    private final List<Integer> written = new ArrayList<>();
    private final List<Integer> attempts = new ArrayList<>();
    private int waits;

    @Test
    void poisonIsFoundAndItsNeighboursGoOn() {
        var halving = new Halving<>(handler(Set.of(3, 7), "23514"), this::count);

        List<ProducerRecord<byte[], byte[]>> sent = halving.run(records(10));

        assertThat(written).containsExactly(0, 1, 2, 4, 5, 6, 8, 9);
        assertThat(halving.refused()).hasSize(2);
        assertThat(sent)
                .filteredOn(record -> record.topic().equals("topic-dlt"))
                .extracting(HalvingTest::number)
                .containsExactly(3, 7);
        assertThat(sent).filteredOn(record -> record.topic().equals("out")).hasSize(8);
        assertThat(sent)
                .filteredOn(record -> record.topic().equals("topic-dlt"))
                .allMatch(letter -> DeadLetterReason.UNFIT
                        .phrase()
                        .equals(RecordHeaders.text(letter.headers(), DeadLetter.REASON)));
        assertThat(waits).isZero();
    }

    @Test
    void whatCannotBeReadIsNotHandled() {
        var halving = new Halving<>(
                new BatchHandler<Integer>() {
                    @Override
                    public Integer read(ConsumerRecord<byte[], byte[]> told) {
                        int number = number(told.value());
                        if (number == 1) {
                            throw new IllegalArgumentException("no");
                        }
                        return number;
                    }

                    @Override
                    public List<ProducerRecord<byte[], byte[]>> handle(List<Integer> batch) {
                        written.addAll(batch);
                        return List.of();
                    }
                },
                this::count);

        List<ProducerRecord<byte[], byte[]>> sent = halving.run(records(3));

        assertThat(written).containsExactly(0, 2);
        assertThat(sent).hasSize(1);
        assertThat(RecordHeaders.text(sent.get(0).headers(), DeadLetter.REASON))
                .isEqualTo(DeadLetterReason.UNREADABLE.phrase());
    }

    @Test
    void whatPassesIsWaitedForWithTheWholeBatch() {
        var halving = new Halving<>(handler(Set.of(3), "57P01"), (failure, attempt) -> {
            assertThat(attempt).isEqualTo(waits);
            if (++waits == 5) {
                throw new AbandonedException();
            }
        });

        assertThatThrownBy(() -> halving.run(records(10))).isInstanceOf(AbandonedException.class);
        assertThat(written).isEmpty();
        assertThat(attempts).containsExactly(10, 10, 10, 10, 10);
    }

    @Test
    void whatTakesTooLongIsHalvedAndAloneWaitedFor() {
        var halving = new Halving<>(handler(Set.of(1), "25P04"), (failure, attempt) -> {
            if (++waits == 6) {
                throw new AbandonedException();
            }
        });

        assertThatThrownBy(() -> halving.run(records(4))).isInstanceOf(AbandonedException.class);
        assertThat(written).containsExactly(0);
        assertThat(attempts).as("the group hears of it before each part").containsExactly(4, 2, 1, 1, 1, 1);
    }

    @Test
    void whatFollowsFromARecordAndIsTooLargeForTheBrokerMakesItADeadLetter() {
        var halving = new Halving<>(
                new BatchHandler<Integer>() {
                    @Override
                    public Integer read(ConsumerRecord<byte[], byte[]> told) {
                        return number(told.value());
                    }

                    @Override
                    public List<ProducerRecord<byte[], byte[]>> handle(List<Integer> batch) {
                        return batch.stream()
                                .map(number -> new ProducerRecord<>(
                                        "out", new byte[0], new byte[number == 2 ? Topics.MAX_RECORD_BYTES : 1]))
                                .toList();
                    }
                },
                this::count);

        List<ProducerRecord<byte[], byte[]>> sent = halving.run(records(4));

        assertThat(sent).extracting(ProducerRecord::topic).containsExactly("out", "out", "topic-dlt", "out");
        assertThat(RecordHeaders.text(sent.get(2).headers(), DeadLetter.MESSAGE))
                .contains("has 4194816 bytes");
    }

    private void count(Throwable failure, int attempt) {
        waits++;
    }

    private BatchHandler<Integer> handler(Set<Integer> bad, String sqlState) {
        return new BatchHandler<>() {
            @Override
            public Integer read(ConsumerRecord<byte[], byte[]> told) {
                return number(told.value());
            }

            @Override
            public List<ProducerRecord<byte[], byte[]>> handle(List<Integer> batch) {
                attempts.add(batch.size());
                if (batch.stream().anyMatch(bad::contains)) {
                    throw new UncategorizedSQLException("task", "sql", new SQLException("said", sqlState));
                }
                written.addAll(batch);
                return batch.stream()
                        .map(number -> new ProducerRecord<>("out", new byte[0], bytes(number)))
                        .toList();
            }
        };
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new ConsumerRecord<>("topic", 0, number, new byte[0], bytes(number)))
                .toList();
    }

    private static byte[] bytes(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    }

    private static int number(byte[] bytes) {
        return Integer.parseInt(new String(bytes, StandardCharsets.UTF_8));
    }

    private static int number(ProducerRecord<byte[], byte[]> record) {
        return number(record.value());
    }
}
