package dev.waybill.ingest.fetch;

import dev.waybill.ingest.inbox.Inbox;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** The fetcher, with one thread. A poll is few records, so that even the slowest answers are done before the group misses the consumer. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EasyPostProperties.class)
public class FetchConfiguration {

    private static final Logger log = LoggerFactory.getLogger(FetchConfiguration.class);
    private static final String GROUP = "ingest-fetcher";
    private static final int RECORDS_PER_POLL = 5;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration AUTH_RETRY = Duration.ofSeconds(10);

    @Bean
    Accounts easyPostAccounts(EasyPostProperties settings) {
        var accounts = new Accounts(settings);
        if (accounts.none()) {
            log.info("No EasyPost API key: nothing is fetched. Set EASYPOST_API_KEY to change that");
        }
        return accounts;
    }

    @Bean
    Fetcher fetcher(Accounts accounts, EasyPostApi api, Pace pace, Inbox inbox) {
        return new Fetcher(accounts, api, pace, inbox);
    }

    @Bean
    EasyPostApi easyPostApi(EasyPostProperties settings, Clock clock) {
        return new EasyPostApi(settings.timeout(), clock);
    }

    @Bean
    Pace pace(EasyPostProperties settings, RandomGenerator random, Clock clock) {
        return new Pace(settings, random, clock);
    }

    @Bean
    FetchRequests fetchRequests(
            Fetcher fetcher, AvroWire wire, KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters) {
        return new FetchRequests(fetcher, wire, kafka, meters);
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> fetchContainer(
            KafkaProperties kafka, FetchRequests listener, Accounts accounts) {
        var container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                new ContainerProperties(Topics.FETCH_REQUESTS));
        container.getContainerProperties().setGroupId(GROUP);
        container.getContainerProperties().setClientId(GROUP);
        container.getContainerProperties().setAckMode(ContainerProperties.AckMode.MANUAL_IMMEDIATE);
        container.getContainerProperties().setAuthExceptionRetryInterval(AUTH_RETRY);
        // a pause ends with a poll, and is no finer than that
        container.getContainerProperties().setPollTimeout(POLL.toMillis());
        container.getContainerProperties().setMessageListener(listener);
        container.setCommonErrorHandler(again());
        container.setAutoStartup(!accounts.none());
        return container;
    }

    /** Gives the same record again, for ever; a record that cannot be handled has gone to the dead letters before it comes to that. */
    private static DefaultErrorHandler again() {
        var handler = new DefaultErrorHandler(new FixedBackOff(PAUSE.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    private static Map<String, Object> settings(KafkaProperties kafka) {
        Map<String, Object> settings = kafka.buildConsumerProperties();
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_POLL);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // requests are sent in transactions
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Topics.MAX_RECORD_BYTES);
        return settings;
    }
}
