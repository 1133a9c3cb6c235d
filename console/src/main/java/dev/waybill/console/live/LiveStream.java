package dev.waybill.console.live;

import dev.waybill.console.topics.Event;
import dev.waybill.console.topics.EventType;
import dev.waybill.console.topics.Positions;
import dev.waybill.console.topics.Readers;
import dev.waybill.console.topics.Told;
import dev.waybill.schemas.wire.AvroWire;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What one listener gets: the records of some topics as server-sent events, in the order of each partition, from a point in time or from where
 * it was. Used by one thread.
 *
 * <p>A tombstone is an event that says which key is deleted. A record that cannot be read is passed over: it is none of its topic's.
 */
final class LiveStream {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final AvroWire wire;
    private final Told wanted;
    private final OutputStream out;

    LiveStream(AvroWire wire, Told wanted, OutputStream out) {
        this.wire = wire;
        this.wanted = wanted;
        this.out = out;
    }

    /**
     * Returns where a stream begins: where it was in the partitions that it has read before, elsewhere at a time.
     *
     * @param since null for the end
     */
    static Positions start(
            Consumer<byte[], byte[]> consumer,
            List<EventType> types,
            @Nullable Instant since,
            @Nullable Positions last) {
        List<TopicPartition> partitions = types.stream()
                .flatMap(type -> Readers.partitions(consumer, type.topic()).stream())
                .toList();
        Map<TopicPartition, Long> ends = Readers.ends(consumer, partitions, Readers.USUAL_PATIENCE);
        Map<TopicPartition, Long> next =
                since == null ? new HashMap<>(ends) : Readers.at(consumer, since, ends, Readers.USUAL_PATIENCE);
        if (last != null) {
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
            last.next().forEach((partition, offset) -> {
                Long begin = first.get(partition);
                if (begin != null) {
                    next.put(partition, Math.max(begin, offset));
                }
            });
        }
        return new Positions(next);
    }

    /**
     * Sends until the listener goes, or somebody says stop.
     *
     * @throws IOException when the listener is gone
     */
    void send(Consumer<byte[], byte[]> consumer, Positions from, BooleanSupplier goOn) throws IOException {
        consumer.assign(from.next().keySet());
        from.next().forEach(consumer::seek);
        // the listener knows at once that it is connected, and where
        out.write(("id: " + from.text() + "\nevent: connected\ndata: {}\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        long silentSince = System.nanoTime();
        while (goOn.getAsBoolean()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            boolean sent = false;
            for (ConsumerRecord<byte[], byte[]> record : records) {
                from.set(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                sent |= send(record, from);
            }
            if (!sent && System.nanoTime() - silentSince > HEARTBEAT.toNanos()) {
                out.write(COMMENT);
                sent = true;
            }
            if (sent) {
                out.flush();
                silentSince = System.nanoTime();
            }
        }
    }

    private boolean send(ConsumerRecord<byte[], byte[]> record, Positions after) throws IOException {
        Event event = Event.of(record, wire).orElse(null);
        if (event == null || !event.told().says(wanted)) {
            return false;
        }
        out.write(("id: " + after.text() + "\nevent: " + event.type().text() + "\ndata: " + event.data() + "\n\n")
                .getBytes(StandardCharsets.UTF_8));
        return true;
    }
}
