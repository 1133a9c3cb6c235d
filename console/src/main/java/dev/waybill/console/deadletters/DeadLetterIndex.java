package dev.waybill.console.deadletters;

import dev.waybill.console.topics.Follower;
import dev.waybill.events.DeadLetterOutcome;
import dev.waybill.events.DeadLetterState;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.RecordHeaders;
import dev.waybill.schemas.wire.RegistryAwayException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which dead letters there are and what has become of them, as this instance has read their topics. Its memory does not grow with their
 * number.
 *
 * <p>Key: none. Ordering: by offset; of outcomes the last one counts. A duplicate: is a dead letter of its own. A poison record: one without a
 * reason counts as {@value #UNKNOWN}, an outcome that cannot be read is passed over, and logged.
 */
final class DeadLetterIndex implements Follower.Reading {

    static final String UNKNOWN = OpenLetters.NO_REASON;

    private static final Logger log = LoggerFactory.getLogger(DeadLetterIndex.class);

    /** What is kept of a partition. */
    private static final int MOST = 500_000;

    /** The number of the reason that is none of the known ones: they are few, and further ones, which nobody knows, count as unknown. */
    private static final int NO_REASON = Shelf.MAX_REASON;

    private static final Duration RECENT = Duration.ofMinutes(10);

    private final AvroWire wire;
    private final Clock clock;
    private final Map<TopicPartition, Shelf> shelves = new HashMap<>();
    private final List<String> reasons = new ArrayList<>();
    private final TreeMap<Long, Long> minutes = new TreeMap<>();
    private boolean complete;

    DeadLetterIndex(AvroWire wire, Clock clock) {
        this.wire = wire;
        this.clock = clock;
    }

    /** How many dead letters a topic has of a reason, by their state. */
    record Count(String topic, String reason, long open, long replayed, long discarded) {

        private Count plus(DeadLetterState state, long count) {
            return switch (state) {
                case OPEN -> new Count(topic, reason, open + count, replayed, discarded);
                case REPLAYED -> new Count(topic, reason, open, replayed + count, discarded);
                case DISCARDED -> new Count(topic, reason, open, replayed, discarded + count);
            };
        }
    }

    /** Where a dead letter is. */
    record Place(TopicPartition partition, long offset) {}

    /**
     * Which dead letters of a topic.
     *
     * @param reason null for any
     * @param state null for any
     */
    record Wanted(
            String topic, @Nullable String reason, @Nullable DeadLetterState state) {}

    @Override
    public synchronized void begin(Map<TopicPartition, Long> first) {
        complete = false;
        shelves.clear();
        minutes.clear();
        first.forEach((partition, offset) -> {
            if (!partition.topic().equals(Topics.DEAD_LETTER_OUTCOMES)) {
                shelves.put(partition, new Shelf(offset, MOST));
            }
        });
    }

    @Override
    public synchronized void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.DEAD_LETTER_OUTCOMES)) {
            settle(record);
            return;
        }
        Shelf shelf = shelves.get(new TopicPartition(record.topic(), record.partition()));
        if (shelf != null) {
            shelf.add(record.offset(), number(RecordHeaders.text(record.headers(), DeadLetter.REASON)));
        }
        long minute = record.timestamp() / Duration.ofMinutes(1).toMillis();
        minutes.merge(minute, 1L, Long::sum);
        while (minutes.size() > RECENT.toMinutes() + 1) {
            minutes.pollFirstEntry();
        }
    }

    @Override
    public synchronized void caughtUp() {
        complete = true;
    }

    /** Whether all has been read that was there at the start. */
    synchronized boolean isComplete() {
        return complete;
    }

    /** Returns what has become of a dead letter; of one that this instance does not know: open. */
    synchronized DeadLetterState state(TopicPartition partition, long offset) {
        Shelf shelf = shelves.get(partition);
        return shelf == null ? DeadLetterState.OPEN : shelf.state(offset);
    }

    /**
     * Likewise, once all is read.
     *
     * @throws IllegalStateException before that
     */
    synchronized DeadLetterState knownState(TopicPartition partition, long offset) {
        if (!complete) {
            throw new IllegalStateException("what was done about dead letters is still being read");
        }
        return state(partition, offset);
    }

    /** Forgets what the log has forgotten. */
    synchronized void forget(Map<TopicPartition, Long> firstOffsets) {
        firstOffsets.forEach((partition, first) -> {
            Shelf shelf = shelves.get(partition);
            if (shelf != null) {
                shelf.drop(first);
            }
        });
    }

    /** Returns the partitions of dead letters. */
    synchronized List<TopicPartition> partitions() {
        return List.copyOf(shelves.keySet());
    }

    /** Returns how many there are, by topic and reason; none that is 0. */
    synchronized List<Count> counts() {
        var counts = new TreeMap<String, Count>();
        shelves.forEach((partition, shelf) -> shelf.count((label, count) -> {
            String topic = partition.topic();
            String reason = reason(label.reason());
            counts.compute(
                    topic + " " + reason,
                    (key, before) ->
                            (before == null ? new Count(topic, reason, 0, 0, 0) : before).plus(label.state(), count));
        }));
        return List.copyOf(counts.values());
    }

    /** Returns how many came within the last ten minutes. */
    synchronized long recent() {
        long since = clock.instant().minus(RECENT).getEpochSecond()
                / Duration.ofMinutes(1).toSeconds();
        return minutes.tailMap(since).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /**
     * Returns the newest dead letters of each partition of a topic.
     *
     * @param below where to begin in each partition, exclusive; a partition that is not named begins with its newest
     */
    synchronized List<Place> newest(Wanted wanted, Map<Integer, Long> below, int limit) {
        return shelves.entrySet().stream()
                .filter(shelf -> shelf.getKey().topic().equals(wanted.topic))
                .flatMap(shelf -> shelf.getValue()
                        .newestBefore(
                                Objects.requireNonNull(
                                        below.getOrDefault(shelf.getKey().partition(), Long.MAX_VALUE)),
                                label -> (wanted.reason == null || wanted.reason.equals(reason(label.reason())))
                                        && (wanted.state == null || wanted.state == label.state()))
                        .limit(limit)
                        .mapToObj(offset -> new Place(shelf.getKey(), offset)))
                .toList();
    }

    private void settle(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            DeadLetterOutcome outcome = wire.decode(record.value(), DeadLetterOutcome.class);
            Shelf shelf = shelves.get(new TopicPartition(outcome.getTopic(), outcome.getPartition()));
            if (shelf != null) {
                shelf.settle(outcome.getOffset(), outcome.getState());
            }
        } catch (RegistryAwayException away) {
            throw away;
        } catch (SerializationException unreadable) {
            log.warn("{}-{}@{} is no outcome", record.topic(), record.partition(), record.offset(), unreadable);
        }
    }

    private int number(@Nullable String reason) {
        int known = reason == null ? -1 : reasons.indexOf(reason);
        if (known < 0 && reason != null && reasons.size() < NO_REASON - 1) {
            reasons.add(reason);
            known = reasons.size() - 1;
        }
        return known < 0 ? NO_REASON : known + 1;
    }

    private String reason(int number) {
        return number == NO_REASON ? UNKNOWN : reasons.get(number - 1);
    }
}
