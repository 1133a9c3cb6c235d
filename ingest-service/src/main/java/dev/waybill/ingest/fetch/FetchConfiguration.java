package dev.waybill.ingest.fetch;

import dev.waybill.ingest.inbox.Inbox;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * The fetchers, one thread and one consumer group an account, so that an account that must wait holds up no other. A poll is one record, and
 * the group waits longer for the next one than the slowest record can take.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EasyPostProperties.class)
public class FetchConfiguration {

    private static final Logger log = LoggerFactory.getLogger(FetchConfiguration.class);
    private static final String GROUP = "ingest-fetcher";
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
    EasyPostApi easyPostApi(EasyPostProperties settings, Clock clock) {
        return new EasyPostApi(settings.timeout(), clock);
    }

    @Bean
    Function<Account, Fetcher> fetchers(
            Accounts accounts, EasyPostApi api, Function<Account, Pace> paces, Inbox inbox) {
        return account -> new Fetcher(accounts, api, paces.apply(account), inbox);
    }

    @Bean
    Function<Account, Pace> paces(EasyPostProperties settings, RandomGenerator random, Clock clock) {
        return account -> new Pace(account, settings, random, clock);
    }

    @Bean
    Function<Account, FetchRequests> fetchRequests(
            Function<Account, Fetcher> fetchers,
            AvroWire wire,
            KafkaTemplate<byte[], byte[]> kafka,
            MeterRegistry meters) {
        return account -> new FetchRequests(fetchers.apply(account), wire, kafka, meters);
    }

    @Bean
    Patience fetchPatience(EasyPostProperties settings, Inbox inbox, ProducerFactory<?, ?> kafka) {
        var producer = new ProducerConfig(kafka.getConfigurationProperties());
        return new Patience(
                settings.timeout(),
                inbox.timeout(),
                Duration.ofMillis(producer.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG)));
    }

    @Bean
    Fetching fetching(
            KafkaProperties kafka, Patience patience, Accounts accounts, Function<Account, FetchRequests> listeners) {
        return new Fetching(accounts.all().stream()
                .map(account -> container(group(account), settings(kafka, patience), listeners.apply(account)))
                .toList());
    }

    private static ConcurrentMessageListenerContainer<byte[], byte[]> container(
            String group, Map<String, Object> settings, FetchRequests listener) {
        var properties = new ContainerProperties(Topics.FETCH_REQUESTS, Topics.TRACKER_REQUESTS);
        properties.setGroupId(group);
        properties.setClientId(group);
        properties.setAckMode(ContainerProperties.AckMode.MANUAL_IMMEDIATE);
        properties.setAuthExceptionRetryInterval(AUTH_RETRY);
        // a pause ends with a poll, and is no finer than that
        properties.setPollTimeout(POLL.toMillis());
        properties.setMessageListener(listener);
        var container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                properties);
        container.setBeanName(group);
        container.setCommonErrorHandler(again());
        return container;
    }

    private static String group(Account account) {
        return account.user() == null ? GROUP : GROUP + "-" + account.user();
    }

    /** Gives the same record again, for ever; a record that cannot be handled has gone to the dead letters before it comes to that. */
    private static DefaultErrorHandler again() {
        var handler = new DefaultErrorHandler(new FixedBackOff(PAUSE.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    static Map<String, Object> settings(KafkaProperties kafka, Patience patience) {
        Map<String, Object> settings = kafka.buildConsumerProperties();
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                Math.toIntExact(patience.pollInterval().toMillis()));
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // requests are sent in transactions
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Topics.MAX_RECORD_BYTES);
        return settings;
    }
}
