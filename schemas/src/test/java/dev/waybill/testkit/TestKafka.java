package dev.waybill.testkit;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The broker of this JVM: one KRaft node that creates no topic by itself, takes records up to 9 MiB and lets a new
 * group start without delay. Its internal topics have one partition.
 */
public final class TestKafka {

    private TestKafka() {}

    public static String bootstrapServers() {
        return Shared.CLUSTER.bootstrapServers();
    }

    /** A broker for one test alone, for example to be stopped in the middle of it. */
    public static Cluster newCluster() {
        return Mode.containers() ? ContainerKafka.start() : EmbeddedKafka.start();
    }

    /**
     * A producer of bytes, on all replicas before they count; to be closed by the caller. One request at a time: with more, a batch that a new
     * partition refuses at first, while it takes the next one, is out of sequence for ever.
     */
    public static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A running broker; {@code close} stops it and forgets its records. */
    public interface Cluster extends AutoCloseable {

        String bootstrapServers();

        @Override
        void close();
    }

    private static final class Shared {

        static final Cluster CLUSTER = AtExit.close(newCluster());
    }
}
