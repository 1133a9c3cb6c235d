package dev.waybill.console.deadletters;

import dev.waybill.console.deadletters.DeadLetterIndex.Place;
import dev.waybill.console.topics.Readers;
import dev.waybill.events.DeadLetterOutcome;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.RegistryAwayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** What has been done about dead letters, looked up where somebody asks for one. */
final class Outcomes {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Readers readers;
    private final AvroWire wire;
    private final Clock clock;

    Outcomes(Readers readers, AvroWire wire, Clock clock) {
        this.readers = readers;
        this.wire = wire;
        this.clock = clock;
    }

    /**
     * Returns the last that was done about a dead letter, null when nothing is found within five seconds.
     *
     * @param failedAt when it became one: nothing was done before
     */
    @Nullable
    Outcome last(Place place, Instant failedAt) {
        Outcome last = null;
        try (Consumer<byte[], byte[]> consumer = readers.reader()) {
            List<TopicPartition> partitions = Readers.partitions(consumer, Topics.DEAD_LETTER_OUTCOMES);
            Map<TopicPartition, Long> ends = Readers.ends(consumer, partitions, PATIENCE);
            Readers.at(consumer, failedAt, ends, PATIENCE).forEach(consumer::seek);
            Instant end = clock.instant().plus(PATIENCE);
            while (clock.instant().isBefore(end) && Readers.isBehind(consumer, ends)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    DeadLetterOutcome told = read(record);
                    if (told != null && place.equals(place(told))) {
                        last = Outcome.of(told);
                    }
                }
            }
        }
        return last;
    }

    private @Nullable DeadLetterOutcome read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null ? null : wire.decode(record.value(), DeadLetterOutcome.class);
        } catch (RegistryAwayException away) {
            throw away;
        } catch (SerializationException unreadable) {
            return null;
        }
    }

    private static Place place(DeadLetterOutcome told) {
        return new Place(new TopicPartition(told.getTopic(), told.getPartition()), told.getOffset());
    }
}
