package dev.waybill.console.subscriptions;

import dev.waybill.console.topics.EventType;
import dev.waybill.console.topics.Positions;
import dev.waybill.console.topics.Readers;
import dev.waybill.events.DeliveryLane;
import dev.waybill.events.DeliveryPositions;
import dev.waybill.events.Redelivery;
import dev.waybill.events.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** All that is read for one subscription: what comes, and redeliveries one after the other beside it. Used by one thread. */
final class Lanes implements AutoCloseable {

    private final Lane live;
    private final Queue<DeliveryLane> waiting;
    private final Readers readers;
    private final Instant redeliveriesTakenAt;
    private @Nullable Lane once;

    /** A record, and the lane that it was read by. */
    record Read(String lane, ConsumerRecord<byte[], byte[]> record) {}

    private Lanes(Lane live, Queue<DeliveryLane> waiting, Readers readers, Instant redeliveriesTakenAt) {
        this.live = live;
        this.waiting = waiting;
        this.readers = readers;
        this.redeliveriesTakenAt = redeliveriesTakenAt;
    }

    /**
     * Begins where it was, with what was asked for since.
     *
     * @param known null when nothing was ever read
     */
    static Lanes of(Subscription subscription, @Nullable DeliveryPositions known, Readers readers) {
        var waiting = new ArrayDeque<DeliveryLane>();
        Instant taken = known == null ? subscription.getCreatedAt() : known.getRedeliveriesTakenAt();
        if (known != null) {
            known.getLanes().stream().filter(lane -> lane.getEnd() != null).forEach(waiting::add);
        }
        for (Redelivery asked : subscription.getRedeliveries()) {
            if (asked.getRequestedAt().isAfter(taken)) {
                waiting.add(new DeliveryLane(asked.getId(), asked.getBegin(), asked.getEnd()));
                taken = asked.getRequestedAt();
            }
        }
        Lane live =
                opened(readers, consumer -> new Lane(Lane.LIVE, consumer, live(subscription, known, consumer), null));
        return new Lanes(live, waiting, readers, taken);
    }

    /** Returns what is there, and waits for it for some time. */
    List<Read> poll(Duration wait) {
        var read = new ArrayList<Read>();
        Lane other = once();
        if (other != null) {
            other.poll(wait.dividedBy(2)).forEach(record -> read.add(new Read(other.id(), record)));
        }
        live.poll(other == null ? wait : wait.dividedBy(2)).forEach(record -> read.add(new Read(live.id(), record)));
        return read;
    }

    /** Returns how far all of it is, and leaves out what is over. */
    DeliveryPositions.Builder told(Subscription subscription) {
        if (once != null && once.isOver()) {
            once.close();
            once = null;
        }
        var told = new ArrayList<DeliveryLane>();
        told.add(live.told());
        if (once != null) {
            told.add(once.told());
        }
        told.addAll(waiting);
        return DeliveryPositions.newBuilder()
                .setSubscriptionId(subscription.getId())
                .setLanes(told)
                .setStartedAt(subscription.getStartAt())
                .setRedeliveriesTakenAt(redeliveriesTakenAt);
    }

    @Override
    public void close() {
        live.close();
        if (once != null) {
            once.close();
        }
    }

    private @Nullable Lane once() {
        DeliveryLane next = waiting.peek();
        if (once == null && next != null) {
            once = opened(readers, consumer -> once(next, consumer));
            waiting.remove();
        }
        return once;
    }

    private static Lane once(DeliveryLane lane, Consumer<byte[], byte[]> consumer) {
        String end = lane.getEnd();
        return new Lane(lane.getId(), consumer, Positions.of(lane.getNext()), end == null ? null : Positions.of(end));
    }

    /** A consumer that becomes no lane's is closed. */
    private static Lane opened(Readers readers, Function<Consumer<byte[], byte[]>, Lane> opening) {
        Consumer<byte[], byte[]> consumer = readers.smallReader();
        try {
            return opening.apply(consumer);
        } catch (RuntimeException broken) {
            consumer.close();
            throw broken;
        }
    }

    /** Where it was; of what was not read before, from when it was wanted, and of a new partition from its beginning. */
    private static Positions live(
            Subscription subscription, @Nullable DeliveryPositions known, Consumer<byte[], byte[]> consumer) {
        boolean goesOn = known != null && known.getStartedAt().equals(subscription.getStartAt());
        List<TopicPartition> partitions = EventType.partitions(consumer, subscription.getEventTypes());
        Map<TopicPartition, Long> next = new HashMap<>(Readers.at(
                consumer,
                goesOn ? subscription.getTypesChangedAt() : subscription.getStartAt(),
                Readers.ends(consumer, partitions, Readers.USUAL_PATIENCE),
                Readers.USUAL_PATIENCE));
        if (known != null && goesOn) {
            Map<TopicPartition, Long> read = known.getLanes().stream()
                    .filter(lane -> lane.getId().equals(Lane.LIVE))
                    .findFirst()
                    .map(lane -> Positions.of(lane.getNext()).next())
                    .orElse(Map.of());
            Set<String> topics =
                    read.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
            next.replaceAll((partition, offset) ->
                    read.getOrDefault(partition, topics.contains(partition.topic()) ? 0L : offset));
        }
        return new Positions(next);
    }
}
