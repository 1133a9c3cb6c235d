package dev.waybill.analytics.streams;

import dev.waybill.analytics.topology.AnalyticsTopology;
import dev.waybill.analytics.topology.Handled;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;
import org.springframework.kafka.core.KafkaAdmin;

/** Runs the topology. What its figures depend on is set here; the rest is configured under {@code spring.kafka.streams}. */
@Configuration(proxyBeanMethods = false)
@EnableKafkaStreams
public class StreamsConfiguration {

    private static final int CLOSE_SECONDS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * A snapshot's timestamp may be a day ahead and goes on with what it changes: the topics in between take what their sources took, or
     * one record would stop the service. They take larger records too: the state of a row grows with what it adds up, and a change of a
     * day holds it twice.
     */
    private static final Map<String, Object> FIXED = Map.of(
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.EXACTLY_ONCE_V2,
            StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
            BoundedRocksDb.class,
            StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
            Long.toString(Long.MAX_VALUE),
            StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
            Integer.toString(Topics.MAX_DEAD_LETTER_BYTES),
            StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
            Topics.MAX_DEAD_LETTER_BYTES + (1 << 20),
            StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
            Topics.MAX_RECORD_BYTES + (1 << 16));

    @Bean
    Fold fold() {
        return Fold.CURRENT;
    }

    @Bean(KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    KafkaStreamsConfiguration streamsSettings(KafkaProperties kafka, Fold fold) {
        Map<String, Object> settings = kafka.buildStreamsProperties();
        settings.putAll(FIXED);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, fold.applicationId());
        return new KafkaStreamsConfiguration(settings);
    }

    @Bean
    @DependsOn("topicsAtStart")
    Handled handledByOlderFolds(Fold fold, KafkaAdmin kafka) {
        return fold.handledBefore(kafka.getConfigurationProperties());
    }

    @Bean
    AnalyticsTopology analyticsTopology(
            AvroWire wire, Fold fold, Handled handled, MeterRegistry metrics, Clock clock, StreamsBuilder builder) {
        var topology = new AnalyticsTopology(
                wire, fold.version(), handled, metrics, clock, AnalyticsTopology.MOST_DUE_AT_ONCE);
        topology.addTo(builder);
        return topology;
    }

    @Bean
    StreamsBuilderFactoryBeanConfigurer survivingStreams() {
        return streams -> {
            streams.setStreamsUncaughtExceptionHandler(new ReplaceThread(PAUSE));
            streams.setCloseTimeout(CLOSE_SECONDS);
            streams.setLeaveGroupOnClose(true);
        };
    }

    @Bean
    StreamsHealth streamsHealthIndicator(StreamsBuilderFactoryBean streams) {
        return new StreamsHealth(streams);
    }
}
