package dev.waybill.ingest.inbox;

import dev.waybill.schemas.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer of {@code easypost.inbox}: raw bodies without a key, on all in-sync replicas before they count, never twice by a retry of
 * its own. Memory is bounded, and so is the time of an append.
 */
public final class Inbox implements AutoCloseable {

    /** Largest body that is taken, in bytes: a record of the topic's limit without what surrounds the body. */
    public static final int MAX_BODY_BYTES = Topics.MAX_RECORD_BYTES - 16 * 1024;

    private static final int BATCH_BYTES = 256 << 10;
    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Duration timeout;

    Inbox(Map<String, Object> kafka, InboxProperties settings) {
        this.timeout = settings.timeout();
        this.producer =
                new KafkaProducer<>(limited(kafka, settings), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Returns how long an append may take. */
    public Duration timeout() {
        return timeout;
    }

    /**
     * Appends a body and waits until the broker has it.
     *
     * @throws InboxAwayException when the broker does not take it within the time-out
     */
    public void append(byte[] body, Header... headers) {
        await(begin(body, headers));
    }

    /**
     * Begins to append a body. The call waits for a quarter of the time-out at most while the producer's memory is full or the broker has
     * not been seen yet; the append ends within the rest. See {@link #await}.
     */
    public CompletableFuture<Void> begin(byte[] body, Header... headers) {
        var taken = new CompletableFuture<Void>();
        var record = new ProducerRecord<byte[], byte[]>(Topics.INBOX, null, null, null, body, List.of(headers));
        try {
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    taken.complete(null);
                } else {
                    taken.completeExceptionally(failure);
                }
            });
        } catch (KafkaException refused) {
            taken.completeExceptionally(refused);
        }
        return taken;
    }

    /**
     * Waits for the end of an append.
     *
     * @throws InboxAwayException when the broker did not take it within the time-out
     */
    public static void await(CompletableFuture<Void> append) {
        try {
            append.join();
        } catch (CompletionException failed) {
            throw new InboxAwayException("The broker does not take records", failed.getCause());
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }

    private static Map<String, Object> limited(Map<String, Object> kafka, InboxProperties settings) {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        var limited = new HashMap<>(kafka);
        limited.put(
                ProducerConfig.CLIENT_ID_CONFIG,
                kafka.getOrDefault(ProducerConfig.CLIENT_ID_CONFIG, "ingest") + "-inbox");
        limited.put(ProducerConfig.ACKS_CONFIG, "all");
        limited.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // what comes while a request is under way goes with the next one: little waits for nothing, much needs few
        // requests
        limited.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // a tenth of the bytes; the processor time is about what the broker saves
        limited.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, CompressionType.LZ4.name);
        limited.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        limited.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        limited.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        limited.put(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.buffer().toBytes());
        // the producer's own limits are the append's: a timer for each append would cost as much as the append
        limited.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout / 4);
        limited.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout * 3 / 4);
        limited.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout * 3 / 8);
        limited.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        limited.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return limited;
    }
}
