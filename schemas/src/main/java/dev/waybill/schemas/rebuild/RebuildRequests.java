package dev.waybill.schemas.rebuild;

import dev.waybill.events.RebuildRequest;
import dev.waybill.schemas.failures.Verdict;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RegistryAwayException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
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
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CLOSE = Duration.ofSeconds(4);
    private static final int ATTEMPTS = 10;
    private static final byte[] NOTHING = {};

    private final Map<String, Object> config;
    private final Rebuilding rebuilding;
    private final AvroWire wire;
    private final KafkaOperations<byte[], byte[]> kafka;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "rebuild-requests");
    private @Nullable Work work;

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
        stopping.countDown();
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
        while (stopping.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = reader(config)) {
                consumer.subscribe(List.of(Topics.REBUILD_REQUESTS), this);
                while (stopping.getCount() > 0) {
                    turn(consumer);
                }
            } catch (RuntimeException broken) {
                log.warn("Rebuilds begin again where they were: {}", broken.toString());
                stopWork();
                idle(stopping);
            }
        }
        stopWork();
    }

    private void turn(Consumer<byte[], byte[]> consumer) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(work == null ? POLL : WORKING)) {
            work = begin(record);
            consumer.pause(consumer.assignment());
        }
        Work done = work;
        if (done != null && !done.thread.isAlive()) {
            if (done.finished) {
                consumer.commitSync(Map.of(done.partition(), new OffsetAndMetadata(done.record.offset() + 1)));
                work = null;
                consumer.resume(consumer.assignment());
            } else {
                work = begin(done.record);
            }
        }
    }

    private Work begin(ConsumerRecord<byte[], byte[]> record) {
        var begun = new Work(record);
        begun.thread.start();
        return begun;
    }

    private void stopWork() {
        Work stopped = work;
        work = null;
        if (stopped != null) {
            stopped.end.countDown();
            try {
                stopped.thread.join(CLOSE.toMillis());
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean idle(CountDownLatch stopping) {
        try {
            return stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private final class Work implements Runnable {

        private final ConsumerRecord<byte[], byte[]> record;
        private final CountDownLatch end = new CountDownLatch(1);
        private final Thread thread = new Thread(this, "rebuild");
        private int failures;
        private volatile boolean finished;

        Work(ConsumerRecord<byte[], byte[]> record) {
            this.record = record;
            thread.setDaemon(true);
        }

        TopicPartition partition() {
            return new TopicPartition(record.topic(), record.partition());
        }

        @Override
        public void run() {
            while (!once()) {
                if (idle(end)) {
                    return;
                }
            }
        }

        private boolean once() {
            try {
                finished = once(wire.decode(Objects.requireNonNullElse(record.value(), NOTHING), RebuildRequest.class));
                return finished;
            } catch (RegistryAwayException | StoppedException later) {
                return false;
            } catch (SerializationException unreadable) {
                try {
                    kafka.send(DeadLetter.of(record, DeadLetterReason.UNREADABLE, unreadable))
                            .join();
                    finished = true;
                } catch (RuntimeException away) {
                    log.warn("A request of a rebuild is no dead letter yet: {}", away.toString());
                }
                return finished;
            }
        }

        /** What passes is waited out; what does not is tried some times more. Returns false when it is to be tried again. */
        private boolean once(RebuildRequest request) {
            try {
                rebuilding.run(request, end);
                return true;
            } catch (StoppedException stopped) {
                throw stopped;
            } catch (RuntimeException failure) {
                if (end.getCount() == 0) {
                    return false;
                }
                log.warn("Rebuild {} failed and begins again", request.getId(), failure);
                return isGivenUp(request, failure);
            }
        }

        private boolean isGivenUp(RebuildRequest request, RuntimeException failure) {
            String why = Objects.requireNonNullElse(
                            failure.getMessage(), failure.getClass().getSimpleName())
                    .lines()
                    .findFirst()
                    .orElse("");
            boolean passes = Verdict.of(failure) == Verdict.RETRY && !isDiskFull(failure);
            if (!passes && ++failures >= ATTEMPTS) {
                try {
                    rebuilding.giveUp(request, why, end);
                    return true;
                } catch (StoppedException stopped) {
                    throw stopped;
                } catch (RuntimeException away) {
                    log.warn("Rebuild {} is not given up yet: {}", request.getId(), away.toString());
                    return false;
                }
            }
            rebuilding.retry(request, why);
            return false;
        }

        /** What has filled the disk may be the rebuild itself. */
        private static boolean isDiskFull(@Nullable Throwable failure) {
            if (failure instanceof SQLException sql && "53100".equals(sql.getSQLState())) {
                return true;
            }
            return failure != null && isDiskFull(failure.getCause());
        }
    }
}
