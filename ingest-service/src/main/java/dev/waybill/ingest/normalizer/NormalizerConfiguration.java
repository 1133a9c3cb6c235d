package dev.waybill.ingest.normalizer;

import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.core.MicrometerProducerListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * The normalizer. Needs Boot's Kafka properties and {@code ContractsConfiguration}; its consumer and its producer are its own, so that a
 * service can have others beside them.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaProperties.class, NormalizerProperties.class, EasyPostKeys.class})
public class NormalizerConfiguration {

    private static final String GROUP = "ingest-normalizer";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** What was read since the last commit is read again after a crash: a commit for each record would cost as much as the record. */
    private static final Duration COMMIT = Duration.ofMillis(50);

    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(10);
    private static final int CLOSE_SECONDS = 3;
    private static final int MAX_REQUEST_BYTES = Topics.MAX_DEAD_LETTER_BYTES + (64 << 10);

    @Bean
    Outlet normalizerOutlet(KafkaProperties kafka, ObjectProvider<MeterRegistry> meters) {
        Map<String, Object> settings = kafka.buildProducerProperties();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, GROUP);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(BROKER_TIMEOUT));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(BROKER_TIMEOUT));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(BROKER_TIMEOUT.multipliedBy(3)));
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        var producers =
                new DefaultKafkaProducerFactory<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producers.setPhysicalCloseTimeout(CLOSE_SECONDS);
        producers.addListener(new MicrometerProducerListener<>(meters.getIfAvailable(() -> Metrics.globalRegistry)));
        return new Outlet(producers);
    }

    @Bean
    InboxListener inboxListener(
            AvroWire wire, ChangedFees changedFees, Outlet outlet, ObjectProvider<MeterRegistry> meters) {
        return new InboxListener(
                new Reading(wire, changedFees), outlet, meters.getIfAvailable(() -> Metrics.globalRegistry));
    }

    @Bean
    ChangedFees changedFees(EasyPostKeys keys, Clock clock) {
        return new ChangedFees(keys, clock);
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> normalizerContainer(
            KafkaProperties kafka,
            NormalizerProperties normalizer,
            InboxListener listener,
            ObjectProvider<MeterRegistry> meters) {
        var container = new ConcurrentMessageListenerContainer<>(
                consumers(kafka, meters.getIfAvailable(() -> Metrics.globalRegistry)),
                new ContainerProperties(Topics.INBOX));
        container.getContainerProperties().setGroupId(GROUP);
        container.getContainerProperties().setClientId(GROUP);
        container.getContainerProperties().setAckMode(ContainerProperties.AckMode.TIME);
        container.getContainerProperties().setAckTime(COMMIT.toMillis());
        container.getContainerProperties().setPollTimeout(COMMIT.toMillis());
        container.getContainerProperties().setMessageListener(listener);
        // a broker that takes no password today may take it tomorrow
        container.getContainerProperties().setAuthExceptionRetryInterval(BROKER_TIMEOUT);
        container.setConcurrency(normalizer.concurrency());
        container.setCommonErrorHandler(again());
        return container;
    }

    private static DefaultKafkaConsumerFactory<byte[], byte[]> consumers(KafkaProperties kafka, MeterRegistry meters) {
        Map<String, Object> settings = kafka.buildConsumerProperties();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // a replay copies in transactions
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Topics.MAX_RECORD_BYTES);
        var consumers =
                new DefaultKafkaConsumerFactory<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumers.addListener(new MicrometerConsumerListener<>(meters));
        return consumers;
    }

    /** Gives the same records again, for ever: none of them is skipped, and meanwhile the consumer keeps its place in the group. */
    private static DefaultErrorHandler again() {
        var handler = new DefaultErrorHandler(new FixedBackOff(PAUSE.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    private static int millis(Duration time) {
        return Math.toIntExact(time.toMillis());
    }
}
