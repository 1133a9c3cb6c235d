package dev.waybill.console.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.events.DeadLetterOutcome;
import dev.waybill.events.DeadLetterState;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLetterIndexTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final TopicPartition LETTERS =
            new TopicPartition(Topics.STATUS_EVENTS + Topics.DEAD_LETTER_SUFFIX, 2);
    private static final TopicPartition OUTCOMES = new TopicPartition(Topics.DEAD_LETTER_OUTCOMES, 0);
    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());

    private final DeadLetterIndex index = new DeadLetterIndex(WIRE, Clock.fixed(NOW, ZoneOffset.UTC));

    /** While they are read nobody may take one for open that was discarded: it would be replayed. */
    @Test
    void whatIsReadAnewIsNotKnownUntilAllIsRead() {
        all();
        assertThat(index.knownState(LETTERS, 0)).isEqualTo(DeadLetterState.DISCARDED);

        index.begin(Map.of(LETTERS, 0L, OUTCOMES, 0L));
        index.read(letter(0));
        index.read(letter(1));
        assertThat(index.isComplete()).isFalse();
        assertThatThrownBy(() -> index.knownState(LETTERS, 0)).isInstanceOf(IllegalStateException.class);

        index.read(outcome(0, DeadLetterState.DISCARDED));
        index.caughtUp();
        assertThat(index.knownState(LETTERS, 0)).isEqualTo(DeadLetterState.DISCARDED);
        assertThat(index.knownState(LETTERS, 1)).isEqualTo(DeadLetterState.OPEN);
        assertThat(index.counts()).isEqualTo(counted());
        assertThat(index.recent()).as("each counts once").isEqualTo(2);
    }

    @Test
    void whatBecameOfOneMayBeReadBeforeIt() {
        index.begin(Map.of(LETTERS, 0L, OUTCOMES, 0L));
        index.read(outcome(0, DeadLetterState.DISCARDED));
        index.read(letter(0));
        index.read(letter(1));
        index.caughtUp();

        assertThat(index.counts()).isEqualTo(counted());
    }

    @Test
    void anOutcomeThatCannotBeReadIsPassedOver() {
        all();
        index.read(new ConsumerRecord<>(OUTCOMES.topic(), 0, 1, new byte[0], new byte[] {1, 2, 3}));

        assertThat(index.counts()).isEqualTo(counted());
    }

    private void all() {
        index.begin(Map.of(LETTERS, 0L, OUTCOMES, 0L));
        index.read(letter(0));
        index.read(letter(1));
        index.read(outcome(0, DeadLetterState.DISCARDED));
        index.caughtUp();
    }

    private static List<DeadLetterIndex.Count> counted() {
        return List.of(new DeadLetterIndex.Count(LETTERS.topic(), DeadLetterReason.UNFIT.phrase(), 1, 0, 1));
    }

    private static ConsumerRecord<byte[], byte[]> letter(long offset) {
        ProducerRecord<byte[], byte[]> letter = DeadLetter.of(
                new ConsumerRecord<>(Topics.STATUS_EVENTS, LETTERS.partition(), offset, new byte[0], new byte[] {1}),
                DeadLetterReason.UNFIT,
                new IllegalStateException("no"));
        return record(LETTERS, offset, letter);
    }

    private static ConsumerRecord<byte[], byte[]> outcome(long offset, DeadLetterState state) {
        var outcome =
                new DeadLetterOutcome(LETTERS.topic(), LETTERS.partition(), offset, state, "rpl_1", "no", "ada", NOW);
        return record(
                OUTCOMES,
                0,
                new ProducerRecord<>(OUTCOMES.topic(), new byte[0], WIRE.encode(Topics.DEAD_LETTER_OUTCOMES, outcome)));
    }

    private static ConsumerRecord<byte[], byte[]> record(
            TopicPartition at, long offset, ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                at.topic(),
                at.partition(),
                offset,
                NOW.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                new RecordHeaders(sent.headers()),
                Optional.empty());
    }
}
