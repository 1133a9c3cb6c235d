package dev.waybill.console.deadletters;

import dev.waybill.console.topics.Follower;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.RecordHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters there are, as this instance has read their topics. Its memory does not grow with their number.
 *
 * <p>Key: none. Ordering: by offset. A duplicate: is a dead letter of its own. A poison record: one without a reason counts as {@value #UNKNOWN}.
 */
final class DeadLetterIndex implements Follower.Reading {

    static final String UNKNOWN = "unknown";

    /** What is kept of a partition. */
    private static final int MOST = 500_000;

    /** Reasons are few; further ones, which nobody knows, count as unknown. */
    private static final int REASONS = 120;

    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<TopicPartition, Shelf> shelves = new HashMap<>();
    private final List<String> reasons = new ArrayList<>();
    private final TreeMap<Long, Long> minutes = new TreeMap<>();
    private boolean complete;

    DeadLetterIndex(Clock clock) {
        this.clock = clock;
    }

    /** How many dead letters a topic has of a reason. */
    record Count(String topic, String reason, long count) {}

    /** Where a dead letter is. */
    record Place(TopicPartition partition, long offset) {}

    @Override
    public synchronized void begin() {
        complete = false;
        shelves.clear();
        minutes.clear();
    }

    @Override
    public synchronized void read(ConsumerRecord<byte[], byte[]> letter) {
        shelves.computeIfAbsent(new TopicPartition(letter.topic(), letter.partition()), partition -> new Shelf(MOST))
                .add(letter.offset(), code(RecordHeaders.text(letter.headers(), DeadLetter.REASON)));
        long minute = letter.timestamp() / Duration.ofMinutes(1).toMillis();
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

    /** Forgets what the log has forgotten. */
    synchronized void forget(Map<TopicPartition, Long> firstOffsets) {
        firstOffsets.forEach((partition, first) -> {
            Shelf shelf = shelves.get(partition);
            if (shelf != null) {
                shelf.drop(first);
            }
        });
    }

    /** Returns the partitions that have had dead letters. */
    synchronized List<TopicPartition> partitions() {
        return List.copyOf(shelves.keySet());
    }

    /** Returns how many there are, by topic and reason; none that is 0. */
    synchronized List<Count> counts() {
        var byTopic = new HashMap<String, long[]>();
        shelves.forEach((partition, shelf) ->
                shelf.countInto(byTopic.computeIfAbsent(partition.topic(), topic -> new long[REASONS + 2])));
        return byTopic.entrySet().stream()
                .flatMap(topic -> Stream.iterate(1, code -> code < topic.getValue().length, code -> code + 1)
                        .filter(code -> topic.getValue()[code] > 0)
                        .map(code -> new Count(topic.getKey(), reason(code), topic.getValue()[code])))
                .sorted(Comparator.comparing(Count::topic).thenComparing(Count::reason))
                .toList();
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
     * @param reason null for any
     * @param below where to begin in each partition, exclusive; a partition that is not named begins with its newest
     */
    synchronized List<Place> newest(String topic, @Nullable String reason, Map<Integer, Long> below, int limit) {
        byte code = Shelf.NONE;
        if (reason != null) {
            int known = reasons.indexOf(reason);
            if (known < 0 && !reason.equals(UNKNOWN)) {
                return List.of();
            }
            code = (byte) (known < 0 ? REASONS + 1 : known + 1);
        }
        byte wanted = code;
        return shelves.entrySet().stream()
                .filter(shelf -> shelf.getKey().topic().equals(topic))
                .flatMap(shelf -> shelf.getValue()
                        .newestBefore(
                                Objects.requireNonNull(
                                        below.getOrDefault(shelf.getKey().partition(), Long.MAX_VALUE)),
                                wanted)
                        .limit(limit)
                        .mapToObj(offset -> new Place(shelf.getKey(), offset)))
                .toList();
    }

    private byte code(@Nullable String reason) {
        int known = reason == null ? -1 : reasons.indexOf(reason);
        if (known < 0 && reason != null && reasons.size() < REASONS) {
            reasons.add(reason);
            known = reasons.size() - 1;
        }
        return (byte) (known < 0 ? REASONS + 1 : known + 1);
    }

    private String reason(int code) {
        return code > reasons.size() ? UNKNOWN : reasons.get(code - 1);
    }
}
