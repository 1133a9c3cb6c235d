package dev.waybill.console.replay;

import dev.waybill.console.topics.Readers;
import dev.waybill.console.topics.Told;
import dev.waybill.events.Replay;
import dev.waybill.events.ReplayFilter;
import dev.waybill.events.ReplayRange;
import dev.waybill.events.ReplayState;
import dev.waybill.schemas.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Turns what is asked for into offsets, as the log is at that moment. */
final class Planner {

    private final Readers readers;

    Planner(Readers readers) {
        this.readers = readers;
    }

    /** @throws dev.waybill.schemas.http.Problem when the request makes no sense on this broker */
    Replay plan(ReplayRequest request, String id, String user, Instant now) {
        String into = into(request);
        ReplayFilter filter = filter(request.filter());
        if (filter.getReason() != null && Topics.failed(request.topic()) == null) {
            throw Destinations.bad("Only dead letters have a reason; " + request.topic() + " holds none");
        }
        String failed = Topics.failed(request.topic());
        if (filter.getEventType() != null
                && !Told.knowsEventType(Topics.named(failed == null ? request.topic() : failed))) {
            throw Destinations.bad("Records of " + request.topic() + " do not say which event_type they come from");
        }
        Place from = Place.of("from", request.from());
        Place to = Place.of("to", request.to());
        try (Consumer<byte[], byte[]> reader = readers.reader()) {
            Map<String, List<PartitionInfo>> topics = reader.listTopics();
            if (into != null && !topics.containsKey(into)) {
                throw Destinations.bad("There is no topic " + into + " on the broker: create it first");
            }
            List<TopicPartition> partitions = topics.getOrDefault(request.topic(), List.of()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            return Replay.newBuilder()
                    .setId(id)
                    .setTopic(request.topic())
                    .setInto(into)
                    .setDiscard(request.discard())
                    .setRanges(ranges(reader, partitions, chosen(request, partitions), from, to))
                    .setFilter(filter)
                    .setRate(request.rate())
                    .setDryRun(Boolean.TRUE.equals(request.dryRun()))
                    .setState(ReplayState.RUNNING)
                    .setRequestedBy(user)
                    .setRequestedAt(now)
                    .setChangedAt(now)
                    .build();
        }
    }

    private static @Nullable String into(ReplayRequest request) {
        if (request.discard() == null) {
            return Destinations.of(request.topic(), request.into());
        }
        if (Topics.failed(request.topic()) == null) {
            throw Destinations.bad("Only dead letters are discarded; " + request.topic() + " holds none");
        }
        if (request.into() != null) {
            throw Destinations.bad("What is discarded goes into no topic");
        }
        Destinations.requireKnown(request.topic());
        return null;
    }

    private static Set<Integer> chosen(ReplayRequest request, List<TopicPartition> partitions) {
        Set<Integer> all = partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        if (request.partitions() == null) {
            return all;
        }
        Set<Integer> chosen = new HashSet<>(request.partitions());
        if (chosen.isEmpty() || !all.containsAll(chosen)) {
            throw Destinations.bad("%s has the partitions 0 to %d".formatted(request.topic(), all.size() - 1));
        }
        return chosen;
    }

    private static List<ReplayRange> ranges(
            Consumer<byte[], byte[]> reader,
            List<TopicPartition> partitions,
            Set<Integer> chosen,
            @Nullable Place from,
            @Nullable Place to) {
        Map<TopicPartition, Long> first = reader.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = Readers.ends(reader, partitions, Readers.USUAL_PATIENCE);
        Map<TopicPartition, Long> starts = offsets(reader, from, first, end);
        Map<TopicPartition, Long> stops = to == null ? end : offsets(reader, to, first, end);
        var ranges = new ArrayList<ReplayRange>();
        for (TopicPartition partition : partitions) {
            long start = starts.getOrDefault(partition, 0L);
            boolean wanted = chosen.contains(partition.partition());
            ranges.add(new ReplayRange(
                    partition.partition(), start, wanted ? Math.max(start, stops.getOrDefault(partition, 0L)) : start));
        }
        return ranges;
    }

    /** Returns the places' offsets, none of them outside of the log. */
    private static Map<TopicPartition, Long> offsets(
            Consumer<byte[], byte[]> reader,
            @Nullable Place place,
            Map<TopicPartition, Long> first,
            Map<TopicPartition, Long> end) {
        if (place == null) {
            return first;
        }
        if (place instanceof Place.Time time) {
            return Readers.at(reader, time.time(), end, Readers.USUAL_PATIENCE);
        }
        var offsets = new HashMap<TopicPartition, Long>();
        if (place instanceof Place.Offset offset) {
            end.forEach((partition, last) -> offsets.put(
                    partition, Math.min(Math.max(offset.offset(), first.getOrDefault(partition, 0L)), last)));
        }
        return offsets;
    }

    private static ReplayFilter filter(ReplayRequest.@Nullable Filter filter) {
        return filter == null
                ? new ReplayFilter(null, null, null, null, null, null)
                : new ReplayFilter(
                        filter.shipmentId(),
                        filter.trackingCode(),
                        filter.carrier(),
                        filter.mode(),
                        filter.eventType(),
                        filter.reason());
    }
}
