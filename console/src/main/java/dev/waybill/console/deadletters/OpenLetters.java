package dev.waybill.console.deadletters;

import dev.waybill.console.topics.Follower;
import dev.waybill.console.topics.Readers;
import dev.waybill.events.DeadLetterState;
import dev.waybill.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Which dead letters nothing has been done about, for a replay that asks. */
public final class OpenLetters {

    /** The reason of those that give none. */
    public static final String NO_REASON = "unknown";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Readers readers;
    private final Follower follower;
    private final DeadLetterIndex index;

    OpenLetters(Readers readers, Follower follower, DeadLetterIndex index) {
        this.readers = readers;
        this.follower = follower;
        this.index = index;
    }

    /**
     * Makes sure that all is known that was done until now.
     *
     * @throws IllegalStateException when this instance has not read it yet
     */
    public void requireAllKnown() {
        try (Consumer<byte[], byte[]> reader = readers.reader()) {
            List<TopicPartition> partitions = Readers.partitions(reader, Topics.DEAD_LETTER_OUTCOMES);
            Map<TopicPartition, Long> ends = Readers.ends(reader, partitions, PATIENCE);
            if (!follower.hasRead(ends)) {
                throw new IllegalStateException("what was done about dead letters is still being read");
            }
        }
    }

    /**
     * Whether nothing was done about a dead letter. One that is too old to be remembered is open.
     *
     * @throws IllegalStateException when this instance reads them anew just now
     */
    public boolean has(ConsumerRecord<?, ?> letter) {
        return index.knownState(new TopicPartition(letter.topic(), letter.partition()), letter.offset())
                == DeadLetterState.OPEN;
    }
}
