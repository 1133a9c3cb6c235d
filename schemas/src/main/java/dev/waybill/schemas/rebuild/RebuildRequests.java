package dev.waybill.schemas.rebuild;

import dev.waybill.schemas.lifecycle.Stopping;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Listens to {@code rebuild-requests}. Key: one for all, so that one instance does one at a time. Ordering: by key. A duplicate: is done again,
 * and finds nothing. A poison record: to its dead letters. While a rebuild goes on its partition is paused and the consumer goes on polling;
 * when it is taken away, by a stop or a crash, the instance that has it next goes on with what is folded.
 */
public final class RebuildRequests implements SmartLifecycle, ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(RebuildRequests.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration WORKING = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(4);

    private final Map<String, Object> config;
    private final Rebuilding rebuilding;
    private final AvroWire wire;
    private final KafkaOperations<byte[], byte[]> kafka;
    private final Stopping stopping = new Stopping();
    private final Thread thread = new Thread(this::run, "rebuild-requests");
    private @Nullable RebuildWork work;

    /**
     * @param group of the service's instances
     * @param kafka how its consumers are configured
     */
    public RebuildRequests(
            String group,
            Map<String, Object> kafka,
            Rebuilding rebuilding,
            AvroWire wire,
            KafkaOperations<byte[], byte[]> template) {
        this.config = new HashMap<>(kafka);
        this.config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        this.config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        this.rebuilding = rebuilding;
        this.wire = wire;
        this.kafka = template;
    }

    /** Returns a consumer that reads what is committed, from the beginning unless it is told otherwise. */
    public static Consumer<byte[], byte[]> reader(Map<String, Object> kafka) {
        var config = new HashMap<>(kafka);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() {
        stopping.begin();
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // each begins at its committed offset
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        stopWork();
    }

    private void run() {
        while (!stopping.hasBegun()) {
            try (Consumer<byte[], byte[]> consumer = reader(config)) {
                consumer.subscribe(List.of(Topics.REBUILD_REQUESTS), this);
                while (!stopping.hasBegun()) {
                    turn(consumer);
                }
            } catch (RuntimeException broken) {
                log.warn("Rebuilds begin again where they were: {}", broken.toString());
                stopWork();
                stopping.pause(RebuildWork.PAUSE);
            }
        }
        stopWork();
    }

    private void turn(Consumer<byte[], byte[]> consumer) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(work == null ? POLL : WORKING)) {
            work = RebuildWork.begin(record, rebuilding, wire, kafka);
            consumer.pause(consumer.assignment());
        }
        RebuildWork ended = work;
        if (ended != null && !ended.goesOn()) {
            if (ended.isFinished()) {
                consumer.commitSync(ended.done());
                work = null;
                consumer.resume(consumer.assignment());
            } else {
                work = RebuildWork.begin(ended.record(), rebuilding, wire, kafka);
            }
        }
    }

    private void stopWork() {
        RebuildWork stopped = work;
        work = null;
        if (stopped != null) {
            stopped.stop();
        }
    }
}
