package dev.waybill.console.deadletters;

import dev.waybill.console.deadletters.DeadLetterIndex.Place;
import dev.waybill.console.deadletters.DeadLetterIndex.Wanted;
import dev.waybill.console.topics.Broker;
import dev.waybill.events.DeadLetterState;
import dev.waybill.schemas.http.Problem;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Dead letters by REST. They are handled again, or discarded, by a replay of their topic. */
@RestController
@RequestMapping(path = "/v1/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
class DeadLettersController {

    private static final int MOST = 100;

    private final DeadLetterIndex index;
    private final DeadLetterTopics topics;
    private final Outcomes outcomes;
    private final AvroWire wire;
    private final long flood;

    DeadLettersController(
            DeadLetterIndex index, DeadLetterTopics topics, Outcomes outcomes, AvroWire wire, FloodLimit flood) {
        this.index = index;
        this.topics = topics;
        this.outcomes = outcomes;
        this.wire = wire;
        this.flood = flood.letters();
    }

    /**
     * How many there are.
     *
     * @param complete false while the topics are read for the first time
     * @param recent how many came within the last ten minutes
     * @param flood whether these are more than {@code waybill.dead-letters.flood}
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Overview(boolean complete, long recent, boolean flood, List<DeadLetterIndex.Count> deadLetters) {}

    /**
     * Some of a topic.
     *
     * @param next {@code before} of the next page; null when there is none
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Page(List<Letter> deadLetters, @Nullable String next) {}

    @GetMapping
    Overview overview() {
        try {
            index.forget(topics.firstOffsets(index.partitions()));
        } catch (KafkaException away) {
            throw Broker.away(away);
        }
        long recent = index.recent();
        return new Overview(index.isComplete(), recent, recent > flood, index.counts());
    }

    /** The newest of each partition first; those of a page by their time. */
    @GetMapping("/{topic}")
    Page list(
            @PathVariable String topic,
            @RequestParam @Nullable String reason,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String before,
            @RequestParam(defaultValue = "50") int limit) {
        failed(topic);
        if (limit < 1 || limit > MOST) {
            throw bad("limit must be 1 to " + MOST);
        }
        var wanted = new Wanted(topic, reason, state(state));
        Map<Integer, Long> below = places(before);
        int each = Math.max(1, limit / Topics.DEFAULT_PARTITIONS);
        List<Place> places = index.newest(wanted, below, each);
        List<Letter> letters = read(places).stream()
                .map(this::letter)
                .sorted(Comparator.comparing(Letter::failedAt).reversed())
                .toList();
        places.forEach(place -> below.merge(place.partition().partition(), place.offset(), Math::min));
        boolean more = !index.newest(wanted, below, 1).isEmpty();
        return new Page(letters, more ? text(below) : null);
    }

    @GetMapping("/{topic}/{partition}/{offset}")
    OpenedLetter open(@PathVariable String topic, @PathVariable int partition, @PathVariable long offset) {
        String failed = failed(topic);
        if (partition < 0 || offset < 0) {
            throw bad("partition and offset begin with 0");
        }
        return read(List.of(new Place(new TopicPartition(topic, partition), offset))).stream()
                .findFirst()
                .map(record -> OpenedLetter.of(record, letter(record), Topics.named(failed), outcome(record), wire))
                .orElseThrow(() -> none("There is no dead letter at %s-%d@%d".formatted(topic, partition, offset)));
    }

    private List<ConsumerRecord<byte[], byte[]>> read(List<Place> places) {
        try {
            return topics.at(places);
        } catch (KafkaException away) {
            throw Broker.away(away);
        }
    }

    private Letter letter(ConsumerRecord<byte[], byte[]> record) {
        return Letter.of(record, index.state(new TopicPartition(record.topic(), record.partition()), record.offset()));
    }

    private @Nullable Outcome outcome(ConsumerRecord<byte[], byte[]> record) {
        var place = new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
        try {
            return index.state(place.partition(), place.offset()) == DeadLetterState.OPEN
                    ? null
                    : outcomes.last(place, Instant.ofEpochMilli(record.timestamp()));
        } catch (KafkaException away) {
            throw Broker.away(away);
        }
    }

    private static @Nullable DeadLetterState state(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Stream.of(DeadLetterState.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> bad("state must be open, replayed or discarded"));
    }

    private static String failed(String topic) {
        String failed = Topics.failed(topic);
        if (failed == null || !DeadLetterTopics.NAMES.contains(topic)) {
            throw none("There is no topic of dead letters " + topic);
        }
        return failed;
    }

    private static Map<Integer, Long> places(@Nullable String text) {
        var places = new HashMap<Integer, Long>();
        if (text != null && !text.isEmpty()) {
            for (String place : text.split(",", -1)) {
                try {
                    int colon = place.indexOf(':');
                    places.put(Integer.valueOf(place.substring(0, colon)), Long.valueOf(place.substring(colon + 1)));
                } catch (RuntimeException none) {
                    throw bad("before must be what a page's next says");
                }
            }
        }
        return places;
    }

    private static String text(Map<Integer, Long> places) {
        return new TreeMap<>(places)
                .entrySet().stream()
                        .map(place -> place.getKey() + ":" + place.getValue())
                        .collect(Collectors.joining(","));
    }

    private static Problem bad(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, "bad-request", detail);
    }

    private static Problem none(String detail) {
        return Problem.of(HttpStatus.NOT_FOUND, "not-found", detail);
    }
}
