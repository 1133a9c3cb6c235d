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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** All that is read for one subscription: what comes, and redeliveries one after the other beside it. Used by one thread. */
final class Lanes implements AutoCloseable {

    private final List<Lane> lanes;
    private final Instant redeliveriesTakenAt;

    /** A record, and the lane that it was read by. */
    record Read(String lane, ConsumerRecord<byte[], byte[]> record) {}

    private Lanes(List<Lane> lanes, Instant redeliveriesTakenAt) {
        this.lanes = lanes;
        this.redeliveriesTakenAt = redeliveriesTakenAt;
    }

    /**
     * Begins where it was, with what was asked for since.
     *
     * @param known null when nothing was ever read
     */
    static Lanes of(Subscription subscription, @Nullable DeliveryPositions known, Readers readers) {
        var lanes = new ArrayList<Lane>();
        try {
            Consumer<byte[], byte[]> consumer = readers.smallReader();
            lanes.add(new Lane(Lane.LIVE, consumer, live(subscription, known, consumer), null));
            Instant taken = known == null ? subscription.getCreatedAt() : known.getRedeliveriesTakenAt();
            if (known != null) {
                known.getLanes().stream()
                        .filter(lane -> lane.getEnd() != null)
                        .forEach(lane -> lanes.add(lane(lane.getId(), lane.getNext(), lane.getEnd(), readers)));
            }
            for (Redelivery asked : subscription.getRedeliveries()) {
                if (asked.getRequestedAt().isAfter(taken)) {
                    lanes.add(lane(asked.getId(), asked.getBegin(), asked.getEnd(), readers));
                    taken = asked.getRequestedAt();
                }
            }
            return new Lanes(lanes, taken);
        } catch (RuntimeException broken) {
            lanes.forEach(Lane::close);
            throw broken;
        }
    }

    /** Returns what is there, and waits for it for some time. */
    List<Read> poll(Duration wait) {
        var read = new ArrayList<Read>();
        boolean others = lanes.size() > 1;
        for (Lane lane : lanes.subList(0, others ? 2 : 1)) {
            lane.poll(others ? wait.dividedBy(2) : wait).forEach(record -> read.add(new Read(lane.id(), record)));
        }
        return read;
    }

    /** Returns how far all of it is, and leaves out what is over. */
    DeliveryPositions.Builder told(Subscription subscription) {
        for (Lane lane : List.copyOf(lanes)) {
            if (lane.isOver()) {
                lane.close();
                lanes.remove(lane);
            }
        }
        List<DeliveryLane> told = lanes.stream().map(Lane::told).collect(Collectors.toList());
        return DeliveryPositions.newBuilder()
                .setSubscriptionId(subscription.getId())
                .setLanes(told)
                .setStartedAt(subscription.getStartAt())
                .setRedeliveriesTakenAt(redeliveriesTakenAt);
    }

    @Override
    public void close() {
        lanes.forEach(Lane::close);
    }

    private static Lane lane(String id, String next, @Nullable String end, Readers readers) {
        return new Lane(id, readers.smallReader(), Positions.of(next), end == null ? null : Positions.of(end));
    }

    /** Where it was; of what was not read before, from when the subscription began, or was changed to be told of it. */
    private static Positions live(
            Subscription subscription, @Nullable DeliveryPositions known, Consumer<byte[], byte[]> consumer) {
        boolean goesOn = known != null && known.getStartedAt().equals(subscription.getStartAt());
        List<TopicPartition> partitions = subscription.getEventTypes().stream()
                .flatMap(type -> EventType.named(type).stream())
                .flatMap(type -> Readers.partitions(consumer, type.topic()).stream())
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> next = new HashMap<>(Readers.at(
                consumer,
                goesOn ? subscription.getChangedAt() : subscription.getStartAt(),
                consumer.endOffsets(partitions),
                Readers.USUAL_PATIENCE));
        if (known != null && goesOn) {
            known.getLanes().stream()
                    .filter(lane -> lane.getId().equals(Lane.LIVE))
                    .forEach(lane -> Positions.of(lane.getNext())
                            .next()
                            .forEach((partition, offset) -> next.replace(partition, offset)));
        }
        return new Positions(next);
    }
}
